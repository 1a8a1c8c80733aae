"""Word files: automatic numbers, furniture, tables, tracked changes, bad archives."""

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cms.documents.readers import read
from cms.documents.readers.docx_numbering import formatted
from tests import papers
from tests.unit.cms.documents.readers.word_files import (
    add_num,
    append,
    define,
    lines_of,
    numbered,
)

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAMPLE = papers.SAMPLE_EN


@pytest.fixture
def plan(tmp_path):
    return read(papers.write_docx(tmp_path / "plan.docx", SAMPLE), name="plan.docx")


def test_gives_the_numbers_that_word_prints(plan):
    labels = [line.label for page in plan.pages for line in page.lines if line.label]
    letters = ["a)", "b)", "c)", "d)", "e)"]
    assert labels == [
        *("I.", *letters[:2]),
        *("II.", *letters[:5]),
        *("III.", *letters[:4]),
        *("IV.", *letters[:2]),
        *("V.", *letters[:3]),
        *("VI.", *letters[:3]),
    ]


def test_headers_and_footers_are_furniture(plan):
    lines = [line for page in plan.pages for line in page.lines]
    assert [line.furniture for line in (lines[0], lines[1], lines[-1])] == [
        True,
        False,
        True,
    ]
    assert sum(line.furniture for line in lines) == 2


@pytest.mark.parametrize(
    ("value", "shape", "printed"),
    [
        (1, "decimal", "1"),
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (3, "lowerLetter", "c"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (7, "chineseCounting", "7"),
        (0, "upperRoman", "0"),
        (0, "lowerLetter", ""),
    ],
)
def test_prints_numbers_as_word_does(value, shape, printed):
    assert formatted(value, shape) == printed


def test_levels_count_and_restart(tmp_path):
    document = docx.Document()
    define(
        document,
        70,
        [
            ("upperRoman", "%1.", ""),
            ("decimal", "%1.%2", "<w:isLgl/>"),
            ("lowerLetter", "%3)", ""),
        ],
    )
    for level in (0, 1, 1, 2, 2, 0, 1, 2):
        numbered(document, 70, "x", level)
    lines, _ = lines_of(document, tmp_path)
    labels = [line.label for line in lines]
    assert labels == ["I.", "1.1", "1.2", "a)", "b)", "II.", "2.1", "a)"]
    assert [line.level for line in lines] == [0, 1, 1, 2, 2, 0, 1, 2]


def test_a_level_that_never_restarts(tmp_path):
    document = docx.Document()
    never = '<w:lvlRestart w:val="0"/>'
    define(document, 71, [("decimal", "%1.", ""), ("lowerLetter", "%2)", never)])
    for level in (0, 1, 0, 1):
        numbered(document, 71, "x", level)
    lines, _ = lines_of(document, tmp_path)
    assert [line.label for line in lines] == ["1.", "a)", "2.", "b)"]


def test_lists_share_their_count_unless_one_starts_anew(tmp_path):
    document = docx.Document()
    define(document, 72, [("decimal", "%1)", "")])
    add_num(document, 73, 72)
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    add_num(document, 74, 72, anew)
    for list_id in (72, 73, 74, 74, 0, 999):
        numbered(document, list_id, "x")
    lines, _ = lines_of(document, tmp_path)
    assert [line.label for line in lines] == ["1)", "2)", "5)", "6)", "", ""]


def test_bullets_and_numbers_of_styles(tmp_path):
    document = docx.Document()
    document.add_paragraph("point", style="List Bullet")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    lines, _ = lines_of(document, tmp_path)
    assert [(line.label, line.style) for line in lines] == [
        ("•", "List Bullet"),
        ("1.", "List Number"),
        ("2.", "List Number"),
    ]


def test_tracked_changes_are_noted_and_deletions_not_read(tmp_path):
    document = docx.Document()
    append(
        document,
        '<w:p><w:r><w:t xml:space="preserve">To meet </w:t></w:r>'
        '<w:del w:id="1" w:author="x"><w:r><w:delText>never</w:delText></w:r></w:del>'
        '<w:del w:id="5" w:author="x"><w:r><w:t>nor this</w:t></w:r></w:del>'
        '<w:moveFrom w:id="6" w:author="x"><w:r><w:t>moved off</w:t></w:r></w:moveFrom>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>in autumn</w:t></w:r></w:ins></w:p>',
    )
    append(
        document,
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr>'
        '<w:del w:id="4" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
        "</w:p>",
    )
    lines, found = lines_of(document, tmp_path)
    assert [line.text for line in lines] == ["To meet in autumn"]
    assert found.notes == ("tracked_changes",)


def test_reads_tables_controls_breaks_and_signs_in_order(tmp_path):
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, "abcd", strict=True):
        cell.text = text
    append(
        document,
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r>"
        "</w:p></w:sdtContent></w:sdt>",
    )
    append(
        document,
        "<w:p><w:r><w:t>XX MEETING</w:t><w:br/>"
        "<w:t>OF THE CONFERENCE</w:t></w:r></w:p>",
    )
    append(
        document,
        "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>ordinate</w:t><w:tab/>"
        '<w:sym w:char="2022"/><w:sym w:char="none"/></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
    )
    lines, found = lines_of(document, tmp_path)
    assert [line.text for line in lines] == [
        *("before", "a", "b", "c", "d", "in a control"),
        *("XX MEETING", "OF THE CONFERENCE", "co‑ordinate\t•"),
    ]
    assert found.notes == ()


def test_pages_turn_at_breaks(tmp_path):
    document = docx.Document()
    document.add_paragraph("first")
    document.add_page_break()
    document.add_paragraph("second")
    document.add_paragraph("third").paragraph_format.page_break_before = True
    append(
        document,
        "<w:p><w:r><w:t>fourth</w:t><w:lastRenderedPageBreak/>"
        "<w:t> on</w:t></w:r></w:p>",
    )
    document.add_paragraph("fifth")
    _, found = lines_of(document, tmp_path)
    assert [page.text.strip() for page in found.pages] == [
        "first",
        "second",
        "third\nfourth on",
        "fifth",
    ]


def test_a_title_comes_from_the_properties(tmp_path):
    document = docx.Document()
    document.core_properties.title = " Action Plan "
    document.add_paragraph("text")
    _, found = lines_of(document, tmp_path)
    assert found.title == "Action Plan"


def test_a_list_style_lends_its_definition(tmp_path):
    document = docx.Document()
    define(document, 75, [("lowerRoman", "%1)", "")])
    document.part.numbering_part.element.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="76">'
            '<w:numStyleLink w:val="Lent"/></w:abstractNum>'
        ),
    )
    add_num(document, 76, 76)
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="Lent">'
            '<w:name w:val="Lent"/><w:pPr><w:numPr><w:numId w:val="75"/></w:numPr>'
            "</w:pPr></w:style>"
        )
    )
    numbered(document, 76, "x")
    numbered(document, 76, "x")
    lines, _ = lines_of(document, tmp_path)
    assert [line.label for line in lines] == ["i)", "ii)"]


def test_a_style_knows_its_level_by_its_name(tmp_path):
    document = docx.Document()
    linked = '<w:pStyle w:val="Heading2"/>'
    define(document, 77, [("upperRoman", "%1.", ""), ("upperLetter", "%2.", linked)])
    style = document.styles["Heading 2"].element
    style.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
    )
    document.add_paragraph("x", style="Heading 2")
    lines, _ = lines_of(document, tmp_path)
    assert [(line.label, line.level) for line in lines] == [("A.", 1)]


def test_numbers_that_are_no_numbers_do_no_harm(tmp_path):
    document = docx.Document()
    bad = '<w:lvlOverride w:ilvl="x"><w:startOverride w:val="y"/></w:lvlOverride>'
    define(document, 78, [("decimal", "%1.", '<w:lvlRestart w:val="z"/>')], bad)
    numbered(document, 78, "x", level="one")
    lines, _ = lines_of(document, tmp_path)
    assert [line.label for line in lines] == ["1."]


def test_footnotes_stand_after_the_text(tmp_path):
    document = docx.Document()
    document.add_paragraph("text")
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote><w:p><w:r><w:t>a note</w:t></w:r>"
        "</w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    part = Part(
        PackURI("/word/footnotes.xml"), f"{kind}.footnotes+xml", notes.encode(), None
    )
    document.part.relate_to(part, f"{RELATIONSHIPS}/footnotes")
    lines, _ = lines_of(document, tmp_path)
    assert [line.text for line in lines] == ["text", "a note"]
