"""PDF: lines and paragraphs from places, furniture, and files that refuse."""

import pypdfium2
import pytest

from cms.documents.readers import UnreadableFile, read
from cms.documents.readers.pdf_layout import furniture, paragraph_starts
from cms.documents.readers.pdf_lines import PlacedLine
from tests import papers


def line(text, baseline, left=72.0, right=540.0, size=11.0, first_word=30.0):
    return PlacedLine(text, left, right, baseline, size, first_word)


def test_reads_lines_page_by_page(tmp_path):
    path = papers.write_plain_pdf(
        tmp_path / "a.pdf", [["First line", "Second line"], ["On page two"]]
    )
    found = read(path, name="a.pdf")
    assert [page.text for page in found.pages] == [
        "First line\nSecond line",
        "On page two",
    ]
    assert (found.pages[0].width, found.pages[0].height) == (612, 792)
    assert (found.kind, found.notes, found.title) == ("pdf", (), "A title")


def test_pictures_alone_have_no_text(tmp_path):
    found = read(papers.write_pictures_pdf(tmp_path / "a.pdf", 2), name="a.pdf")
    assert found.notes == ("no_text",)
    assert [page.lines for page in found.pages] == [(), ()]


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (papers.write_locked_pdf, "encrypted"),
        (papers.write_truncated_pdf, "broken"),
    ],
)
def test_refuses_what_cannot_be_opened(tmp_path, write, code):
    with pytest.raises(UnreadableFile) as refusal:
        read(write(tmp_path / "a.pdf"), name="a.pdf")
    assert refusal.value.code == code


def test_pieces_on_one_baseline_are_one_line(tmp_path):
    moved = "Second) Tj -60 0 Td (a\\)) Tj 60 -30 Td (Third"
    path = papers.write_plain_pdf(tmp_path / "a.pdf", [["First", moved]])
    assert read(path, name="a.pdf").pages[0].text == "First\na) Second\nThird"


def test_a_page_that_cannot_be_read_is_noted(tmp_path):
    path = papers.write_plain_pdf(tmp_path / "a.pdf", [["One"], ["Two"]])
    raw = path.read_bytes()
    at = raw.rindex(b"/Type /Page /Parent")
    path.write_bytes(raw[:at] + b"/Type /Junk /Parent" + raw[at + 19 :])
    found = read(path, name="a.pdf")
    assert found.pages[0].text == "One"
    assert found.notes in {("pages_unreadable",), ()}


def test_pages_that_pdfium_gives_up_are_kept_empty(tmp_path, monkeypatch):
    def give_up(_page):
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr("cms.documents.readers.pdf.placed_lines", give_up)
    path = papers.write_plain_pdf(tmp_path / "a.pdf", [["One"]])
    found = read(path, name="a.pdf")
    assert found.notes == ("no_text", "pages_unreadable")
    assert found.pages[0].lines == ()


def test_a_title_comes_from_the_file(tmp_path):
    path = papers.write_plain_pdf(tmp_path / "a.pdf", [["One"]])
    assert read(path, name="a.pdf").title == "A title"


def test_what_comes_again_in_the_margins_is_furniture():
    pages = [
        [
            line("Regional Conference", 760),
            line("body of one page" if number == 1 else "and another", 700),
            line("body again", 400),
            line("again, but above text", 100),
            line("a first note" if number == 1 else "another note", 60),
            line(f"Page {number}", 40),
        ]
        for number in (1, 2)
    ]
    assert furniture(pages, [792, 792]) == [{0, 5}, {0, 5}]


def test_a_first_line_that_comes_again_is_text():
    """It stands as close to the next line as lines of the text do."""
    pages = [
        [line("Head", 760), line("In this", 720), line(f"text {word}", 706)]
        for word in ("one", "two")
    ]
    assert furniture(pages, [792, 792]) == [{0}, {0}]


def test_a_page_number_needs_no_second_page():
    page = [line("body", 700), line("- 7 -", 40)]
    assert furniture([page], [792]) == [{1}]


def test_a_number_inside_the_page_is_text():
    page = [line("body", 700), line("7", 400), line("last", 380)]
    assert furniture([page], [792]) == [set()]


def test_a_line_that_comes_once_is_text():
    pages = [[line("Title", 760), line("body", 700)], [line("body", 760)]]
    assert furniture(pages, [792, 792]) == [set(), set()]


def starts(*page):
    return paragraph_starts([list(page)], [set()])[0]


def test_a_line_goes_on_where_its_first_word_had_no_room():
    assert starts(line("a", 700), line("b", 686), line("c", 672)) == {0}


def test_a_line_starts_anew_where_its_first_word_had_room():
    short = line("end.", 686, right=200)
    assert starts(line("a", 700), short, line("c", 672)) == {0, 2}


def test_a_gap_or_another_size_starts_anew():
    below = line("c", 650)
    assert starts(line("a", 700), line("b", 686), below, line("d", 636)) == {0, 2}
    large = line("HEADING", 672, size=16)
    assert starts(line("a", 700), line("b", 686), large) == {0, 2}


def test_a_paragraph_goes_on_over_the_page():
    pages = [[line("a", 700), line("foot", 40)], [line("b", 700)]]
    assert paragraph_starts(pages, [{1}, set()]) == [{0}, set()]


@pytest.mark.libreoffice
def test_furniture_and_numbers_of_a_pdf_by_libreoffice(tmp_path):
    path = papers.write_pdf(tmp_path / "plan.pdf", papers.SAMPLE_ES)
    found = read(path, name="plan.pdf")
    assert len(found.pages) > 2
    for page in found.pages:
        flagged = [line.text for line in page.lines if line.furniture]
        assert flagged == [
            "Regional Conference on Migration — working copy",
            f"Virtual Secretariat — {page.number}",
        ]
    text = found.text
    assert "VI. Puentes hacia otros foros" in text
    assert "a) Acompasar" in text
