"""The Action Plan itself, from the three formats: every label, actor and deadline."""

import pytest

from cms.documents.readers import read
from rcm_pages.importing.losses import lost_characters
from rcm_pages.importing.segments import parse
from tests import papers

from . import action_plan as plan

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def text_file():
    return read(papers.action_plan_path(), name="plan.txt")


@pytest.fixture(scope="module")
def paper(text_file):
    return parse(text_file)


def test_title_block_and_meeting(paper):
    assert paper.title_block == plan.TITLE_BLOCK
    assert paper.title == "ACTION PLAN FOR CAPACITY-BUILDING OF RCM"
    assert (paper.body_name, paper.ordinal) == ("vice_ministerial", 20)
    assert paper.place == "Mexico City"
    assert (paper.starts_on, paper.ends_on) == (plan.FIRST_DAY, plan.LAST_DAY)
    assert (paper.language, paper.work_type) == ("en", "action_plan")
    assert paper.furniture == ()


def test_every_segment_in_order(paper):
    assert plan.outline(paper) == plan.OUTLINE


def test_words_that_open_the_segments(paper):
    first = [segment.text.split(maxsplit=3)[:2] for segment in paper.segments[:6]]
    assert [" ".join(words) for words in first] == [
        "The Vice-Ministers",
        "Taking into",
        "Considering the",
        "Highlighting the",
        "Affirming that",
        "Agree to",
    ]
    chapeaux = [s.text.split()[:2] for s in paper.segments if s.kind == "chapeau"]
    assert [" ".join(words) for words in chapeaux] == [
        "To strengthen",
        "To charge",
        "With the",
        "To strengthen",
        "To ask",
        "Given the",
    ]


def test_headings_as_printed(paper):
    headings = {s.label: s.text for s in paper.segments if s.kind == "heading"}
    assert headings == plan.HEADINGS


def test_who_is_charged(paper):
    assert plan.charged(paper) == plan.CHARGED


def test_by_when(paper):
    assert plan.deadlines(paper) == plan.DEADLINES


def test_reasons_quote_the_paper(paper):
    reasons = {
        (s.kind, s.label): s.reasons for s in paper.segments if s.charged == ("TROIKA",)
    }
    assert reasons == {("item", "e)"): ("agent: follow-up by the Troika",)}
    assert all(s.reasons for s in paper.segments if s.charged or s.deadlines)


def test_lines_of_the_source(paper):
    """The plan's text has 63 lines that are not blank to the last item."""
    assert paper.segments[0].source == (9, 9)
    assert paper.segments[-1].source == (63, 63)


def test_not_a_character_is_lost(text_file, paper):
    assert lost_characters(text_file.text, paper) == []


def test_word_gives_the_same_paper(tmp_path, paper):
    found = read(papers.write_docx(tmp_path / "plan.docx"), name="plan.docx")
    word = parse(found)
    assert plan.without_places(word) == plan.without_places(paper)
    assert len(word.furniture) == 2
    assert lost_characters(found.text, word) == []


@pytest.mark.libreoffice
def test_pdf_gives_the_same_paper(tmp_path, paper):
    found = read(papers.write_pdf(tmp_path / "plan.pdf"), name="plan.pdf")
    pdf = parse(found)
    assert plan.without_places(pdf) == plan.without_places(paper)
    assert len(pdf.furniture) == 2 * len(found.pages)
    assert lost_characters(found.text, pdf) == []


def test_other_papers_lose_nothing():
    for path in papers.shared_papers():
        file = read(path, name=path.name)
        paper = parse(file)
        assert lost_characters(file.text, paper) == [], path.name
        lines = [segment.source[0] for segment in paper.segments]
        assert lines == sorted(lines), path.name
        if path.stem.endswith(("_en", "_es")):
            assert paper.language == path.stem[-2:], path.name
