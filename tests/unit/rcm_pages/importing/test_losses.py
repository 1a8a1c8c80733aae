"""The proof fails where a character is gone, added or moved."""

from dataclasses import replace

import pytest

from cms.documents.readers import read
from rcm_pages.importing.losses import Loss, lost_characters
from rcm_pages.importing.paper import Segment
from rcm_pages.importing.segments import parse
from tests import papers


@pytest.fixture(scope="module")
def file():
    return read(papers.SAMPLE_EN, name="a.txt")


def changed(paper, index, **changes):
    segments = list(paper.segments)
    segments[index] = replace(segments[index], **changes)
    return replace(paper, segments=tuple(segments))


def test_a_character_gone(file):
    paper = parse(file)
    shorter = changed(paper, 8, text=paper.segments[8].text.replace("one", "ne", 1))
    assert lost_characters(file.text, shorter) == [Loss("lost", 25, "o")]


def test_a_label_gone(file):
    lost = lost_characters(file.text, changed(parse(file), 8, label=""))
    assert lost == [Loss("lost", 25, "a)")]


def test_a_segment_gone(file):
    paper = parse(file)
    short = replace(paper, segments=paper.segments[:-1])
    lost = lost_characters(file.text, short)
    gone = paper.segments[-1]
    assert lost == [Loss("lost", 63, "".join((gone.label + gone.text).split()))]


def test_two_segments_changed_round(file):
    paper = parse(file)
    first, second = paper.segments[8:10]
    moved = (*paper.segments[:8], second, first, *paper.segments[10:])
    assert lost_characters(file.text, replace(paper, segments=moved))


def test_a_segment_too_many(file):
    paper = parse(file)
    more = (*paper.segments, Segment("paragraph", "", "Made up."))
    lost = lost_characters(file.text, replace(paper, segments=more))
    assert [(loss.kind, loss.text) for loss in lost] == [("added", "Madeup.")]


def test_words_put_in(file):
    paper = parse(file)
    wordy = changed(paper, 3, text=f"Indeed, {paper.segments[3].text}")
    lost = lost_characters(file.text, wordy)
    assert [(loss.kind, loss.text) for loss in lost] == [("added", "Indeed,")]


def test_furniture_that_is_nowhere(file):
    paper = replace(parse(file), furniture=("Page 1",))
    assert [loss.text for loss in lost_characters(file.text, paper)] == ["Page1"]


def test_furniture_that_equals_text_may_stand_before_or_after_it():
    text = "Conference\nConference\ngoes on"
    paper = parse(read_text(text))
    apart = replace(paper, title_block=("Conference",), furniture=("Conference",))
    assert lost_characters(text, replace(apart, segments=segments("goes on"))) == []


def test_only_a_hyphen_at_the_end_of_a_line_may_go():
    paper = replace(parse(read_text("")), segments=segments("international"))
    assert lost_characters("interna-\ntional", paper) == []
    assert lost_characters("inter-national", paper) == [Loss("lost", 1, "-")]


def segments(*texts):
    return tuple(Segment("paragraph", "", text) for text in texts)


def read_text(text):
    from cms.documents.readers import ReadFile, ReadLine, ReadPage

    lines = tuple(ReadLine(line) for line in text.split("\n"))
    return ReadFile(kind="txt", pages=(ReadPage(1, lines),))
