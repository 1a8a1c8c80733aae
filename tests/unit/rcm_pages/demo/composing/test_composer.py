"""Every composed text: parallel, marked as a sample, labelled right, never twice."""

import re
from collections import Counter
from itertools import chain

import pytest

from cms.conference.actors import Actor
from cms.works.blocks import TextBody
from rcm_pages.demo.composing.composer import LAYOUTS, compose
from rcm_pages.demo.composing.text import LANGUAGES, paper_of
from rcm_pages.demo.paper import SAMPLE
from rcm_pages.demo.plan import made_up_works, planned_works

COMPOSED = list(compose(chain(planned_works(), made_up_works())))
BY_FORM: dict[str, list] = {}
for _planned, _text in COMPOSED:
    BY_FORM.setdefault(_planned.form, []).append((_planned, _text))
FORMS = sorted(BY_FORM)
_LEFT_OPEN = re.compile(r"[{}]|\[[^\]]*\||\bNone\b|  |\s[.,;:]|\(\)|“”|,,|\.\.")
_UNCONTRACTED = re.compile(r"\b(?:[aA]|[dD]e) el\b")
_CITED = re.compile(r"(?:paragraph|párrafo) (\d+)")
_SYMBOL = re.compile(r"RCM/[A-Z]+/[\w./-]*\w")
forms = pytest.mark.parametrize("form", FORMS)


def both(text):
    return [(line, place) for line in text.lines for place in (0, 1)]


def test_every_layout_is_used():
    assert set(FORMS) == {*LAYOUTS, "partner_report"}


@forms
def test_languages_are_parallel_paragraph_by_paragraph(form):
    for planned, text in BY_FORM[form]:
        papers = [paper_of(text, planned.key, language) for language in LANGUAGES]
        english, spanish = (paper.parts for paper in papers)
        assert len(english) == len(spanish) >= 5
        for one, other in zip(english, spanish, strict=True):
            assert (one.id, one.kind, one.label, one.charged) == (
                other.id, other.kind, other.label, other.charged,
            )  # fmt: skip
            assert one.text != other.text
        assert len({part.id for part in english}) == len(english)


@forms
def test_no_placeholder_and_no_slip_is_left(form):
    for planned, text in BY_FORM[form]:
        for pair in (text.title, *text.title_block, *(li.said for li in text.lines)):
            for said in pair:
                assert said == said.strip() != "", planned.key
                assert not _LEFT_OPEN.search(said), (planned.key, said)
            assert not _UNCONTRACTED.search(pair[1]), (planned.key, pair[1])


@forms
def test_no_paragraph_stands_twice_in_a_text(form):
    for planned, text in BY_FORM[form]:
        for place in (0, 1):
            counts = Counter(line.said[place] for line in text.lines)
            assert max(counts.values()) == 1, (planned.key, counts.most_common(1))


@forms
def test_each_title_block_says_sample(form):
    for _planned, text in BY_FORM[form]:
        assert (SAMPLE["en"], SAMPLE["es"]) in text.title_block


@forms
def test_sentences_begin_with_a_capital_and_end_with_a_point(form):
    for planned, text in BY_FORM[form]:
        for line, place in both(text):
            said = line.said[place]
            assert said[0].isupper() or said[0] in "“«", (planned.key, said)
            if line.kind == "paragraph" and ": " not in said:
                assert said[-1] in ".;", (planned.key, said)
            if line.kind == "chapeau":
                assert said.endswith(":"), (planned.key, said)
            if line.kind == "preamble":
                assert said[-1] in ",;", (planned.key, said)


@forms
def test_labels_count_up(form):
    """1., 2., 3.; a), b), c) anew below each heading; marks stay as they are."""
    for planned, text in BY_FORM[form]:
        numbers, letters = [], []
        for line in text.lines:
            if line.kind == "heading" or (line.kind == "chapeau" and not line.label):
                letters = []
            bare = line.label.rstrip(".)")
            if line.kind != "heading" and bare.isdigit():
                numbers.append(int(bare))
            elif line.kind == "item" and bare.isalpha():
                letters.append(bare)
                expected = [chr(ord("a") + n) for n in range(len(letters))]
                assert letters == expected, planned.key
        assert numbers == list(range(1, len(numbers) + 1)), planned.key


@forms
def test_kinds_and_actors_are_those_of_the_archive(form):
    for _planned, text in BY_FORM[form]:
        for line in text.lines:
            assert line.kind in TextBody.base_blocks
            assert set(line.charged) <= set(Actor.values)


def test_no_two_texts_are_alike():
    for place in (0, 1):
        bodies = {tuple(li.said[place] for li in t.lines) for _p, t in COMPOSED}
        assert len(bodies) == len(COMPOSED)


def test_the_same_plan_gives_the_same_texts():
    assert list(compose(planned_works()))[:60] == COMPOSED[:60]


def test_texts_cite_earlier_texts_that_exist():
    seen: set[str] = set()
    citing = 0
    for planned, text in COMPOSED:
        for line in text.lines:
            for symbol in _SYMBOL.findall(line.said[0]):
                assert symbol in seen, (planned.key, symbol)
                citing += 1
        seen.add(planned.symbol)
    assert citing > 100


def test_paragraphs_are_cited_by_a_number_that_there_is():
    counted = {planned.symbol: len(text.counted) for planned, text in COMPOSED}
    for _planned, text in COMPOSED:
        for line in text.lines:
            symbols = _SYMBOL.findall(line.said[0])
            numbers = [[int(n) for n in _CITED.findall(said)] for said in line.said]
            assert numbers[0] == numbers[1]
            if symbols and numbers[0]:
                assert 1 <= numbers[0][0] <= counted[symbols[0]]


def test_what_is_not_known_of_a_meeting_is_not_said():
    [(planned, text)] = [
        row for row in COMPOSED if row[0].key == "vm-2/joint_communique"
    ]
    assert planned.occasion.last_day is None
    assert text.title_block[-1] == ("Panama, 1997", "Panamá, 1997")
    assert "in Panama, in 1997" in text.lines[0].said[0]


def test_nobody_is_quoted():
    """What a state said at a real meeting is not known, and is not made up."""
    for _planned, text in COMPOSED:
        for line in text.lines:
            assert "delegation of" not in line.said[0]
            assert "delegación de" not in line.said[1]
