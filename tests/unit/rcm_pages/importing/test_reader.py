"""Wrapped lines become paragraphs again; furniture and cards stand apart."""

import pytest

from cms.documents.readers import ReadFile, ReadLine, ReadPage
from rcm_pages.importing.losses import lost_characters
from rcm_pages.importing.reader import lines_of
from rcm_pages.importing.segments import parse


def file_of(*pages, kind="pdf"):
    return ReadFile(
        kind=kind,
        pages=tuple(ReadPage(n, tuple(lines)) for n, lines in enumerate(pages, 1)),
    )


def start(text, **more):
    return ReadLine(text, starts_paragraph=True, **more)


def on(text):
    return ReadLine(text, starts_paragraph=False)


def texts(*pages, kind="pdf"):
    return [line.text for line in lines_of(file_of(*pages, kind=kind))]


def test_lines_that_go_on_are_joined_and_spaces_made_even():
    lines = lines_of(file_of([start(" Member  States "), on("agreed"), start("Next")]))
    assert [line.text for line in lines] == ["Member States agreed", "Next"]
    assert [(line.first, line.last) for line in lines] == [(1, 2), (3, 3)]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the vice-", "ministerial meeting", "the vice-ministerial meeting"),
        ("the interna-", "tional forum", "the international forum"),
        ("the XX Vice-", "Ministerial Meeting", "the XX Vice-Ministerial Meeting"),
        ("a coope\xad", "ration", "a cooperation"),
        ("in 2015 -", "that year", "in 2015 - that year"),
        ("a high-", "level space", "a high-level space"),
    ],
)
def test_hyphens_at_the_end_of_a_line(above, below, joined):
    known = start("An international forum.")
    assert texts([known, start(above), on(below)])[1] == joined


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("the following:", "a) To meet"),
        ("one more matter;", "b) To report"),
        ("the following:", "Decisions of the meeting"),
        ("in summer;", "Members send reports"),
        ("what the countries will do", "• Second point"),
        ("- to send the reports.", "- to read them"),
        ("the end of the sentence.", "[public page ends here]"),
        ("what it says in the end", "Virtual Secretariat"),
        ("the principles of the Conference", "CONCLUSIONS"),
        ("THE STRENGTHENING OF THE CONFERENCE", "San José, June 25, 2013"),
    ],
)
def test_a_label_or_a_capital_after_a_list_mark_starts_anew(above, below):
    assert texts([start(above), on(below)]) == [above, below]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("held on November", "12. The meeting"),
        ("of a country,", "– in addition to others"),
        ("said so.", "Furthermore, it will"),
        ("the Regional", "Conference on Migration"),
        ("paragraph two of the", "Annex I to the Declaration"),
        ("párrafo dos del", "anexo de la Declaración"),
        ("DECLARATION OF THE VICE-MINISTERS ON", "THE REGIONAL CONFERENCE"),
    ],
)
def test_what_only_looks_like_a_start_goes_on(above, below):
    assert texts([start(above), on(below)]) == [f"{above} {below}"]


def test_a_heading_at_the_foot_of_a_page_stays_alone():
    pages = [[start("III. Other Components of RCM")], [on("With the objective of")]]
    assert len(texts(*pages)) == 2
    goes_on = [[start("IV. Dialogue with the")], [on("Regional Network")]]
    assert texts(*goes_on) == ["IV. Dialogue with the Regional Network"]


def test_furniture_does_not_part_a_paragraph():
    foot = ReadLine("Page 1", furniture=True)
    lines = lines_of(file_of([start("Members will"), foot], [on("report.")]))
    assert [(line.text, line.furniture) for line in lines] == [
        ("Members will report.", False),
        ("Page 1", True),
    ]


def test_a_blank_line_of_a_text_parts_paragraphs():
    pages = [[start("Members will"), start(""), on("report.")]]
    assert texts(*pages, kind="txt") == ["Members will", "report."]
    assert lines_of(file_of(*pages, kind="txt"))[1].after_blank


def test_a_catalogue_card_is_no_part_of_the_paper():
    card = [start("Title: Conclusions"), start("Date: 2014"), start("----")]
    lines = lines_of(file_of([*card, start("CONCLUSIONS")], kind="txt"))
    assert [line.furniture for line in lines] == [True, True, True, False]


def test_colons_without_a_rule_are_text():
    lines = lines_of(file_of([start("Title: Conclusions"), start("x")], kind="txt"))
    assert not any(line.furniture for line in lines)
    rule = lines_of(file_of([start("----"), start("x")], kind="txt"))
    assert not any(line.furniture for line in rule)


def test_a_sentence_goes_on_over_a_line_that_ends_early():
    """Only in texts wrapped by hand, and where the line above is mostly filled."""
    wide = "x" * 70 + "."
    above = "with the participation of Mexico and Panama, and made the"
    assert texts([start(wide), start(above), start("following:")], kind="txt") == [
        wide,
        f"{above} following:",
    ]
    short = [start(wide), start("The items"), start("are these")]
    assert len(texts(short, kind="txt")) == 3
    unwrapped = [start("x" * 300), start(above), start("following:")]
    assert len(texts(unwrapped, kind="txt")) == 3


def test_a_line_of_unseen_signs_is_as_good_as_empty():
    lines = lines_of(
        file_of([start("One."), start("\u200f"), start("two")], kind="txt")
    )
    assert [(line.text, line.furniture) for line in lines] == [
        ("One.", False),
        ("\u200f", True),
        ("two", False),
    ]
    assert lines[2].after_blank


def test_words_that_a_pdf_glued_together_are_parted_and_nothing_lost():
    lines = [
        start("The Members,and the Conference here"),
        start("the ConferenceThe Members"),
    ]
    assert texts(lines) == [
        "The Members, and the Conference here",
        "the Conference The Members",
    ]
    assert texts(lines, kind="docx") == [line.text for line in lines]
    file = file_of(lines)
    assert lost_characters(file.text, parse(file)) == []
