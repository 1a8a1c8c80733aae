"""Writes a sample paper as DOCX, with automatic numbers as an author would."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from cms.conference.numerals import roman
from rcm_pages.demo.paper import CONFERENCE, SAMPLE

if TYPE_CHECKING:
    from rcm_pages.demo.paper import Paper, Part

# Word's names for "I." and "a)", each with the number of its definition.
_HEADINGS, _ITEMS = 90, 91
_SHAPES = {_HEADINGS: ("upperRoman", "%1."), _ITEMS: ("lowerLetter", "%1)")}
_FIRST_LIST = 100


class _Lists:
    """The automatic lists of one document."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        self.next = _FIRST_LIST
        for number, (shape, text) in _SHAPES.items():
            self.root.insert(0, _definition(number, shape, text))

    def new(self, definition: int) -> int:
        """Begin a list that counts from one; return its number."""
        number, self.next = self.next, self.next + 1
        self.root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{definition}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
                "</w:lvlOverride></w:num>"
            )
        )
        return number


def _definition(number: int, shape: str, text: str) -> Any:
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _number(paragraph: Any, list_number: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/>'
            f'<w:numId w:val="{list_number}"/></w:numPr>'
        )
    )


def _dress(document: Any, paper: Paper) -> None:
    """Give the document its language, header and footer with the page's number."""
    core = document.core_properties
    core.title = paper.title or paper.title_block[-1]
    core.author = CONFERENCE[paper.language]
    core.language = paper.language
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(8)
    run = normal.element.get_or_add_rPr()
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{paper.language}"/>'))
    section = document.sections[0]
    header = f"{CONFERENCE[paper.language]} – {SAMPLE[paper.language]}"
    section.header.paragraphs[0].text = header
    footer = section.footer.paragraphs[0]
    footer.add_run({"en": "Page ", "es": "Página "}[paper.language])
    footer._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r>'
            "</w:fldSimple>"
        )
    )


class _Counting:
    """The labels that Word would print by itself: I., II.; a), b), anew below each."""

    def __init__(self, lists: _Lists) -> None:
        self._lists = lists
        self._headings, self._items = lists.new(_HEADINGS), lists.new(_ITEMS)
        self._heading, self._item = 0, 0

    def list_of(self, part: Part) -> int | None:
        """Return the list that prints a part's label by itself; None: it is typed."""
        if part.kind == "heading" and part.label == f"{roman(self._heading + 1)}.":
            self._heading += 1
            self._items, self._item = self._lists.new(_ITEMS), 0
            return self._headings
        letter = chr(ord("a") + self._item)
        if part.kind == "item" and part.label == f"{letter})" and part.level == 1:
            self._item += 1
            return self._items
        return None


def _write_parts(document: Any, parts: tuple[Part, ...], heading: str) -> None:
    counting = _Counting(_Lists(document))
    for part in parts:
        number = counting.list_of(part)
        typed = part.text if number else f"{part.label} {part.text}".strip()
        paragraph = document.add_paragraph(typed)
        if part.kind == "heading":
            paragraph.style = document.styles[heading]
        if number:
            _number(paragraph, number)
        elif part.kind == "item":
            paragraph.paragraph_format.left_indent = Cm(part.level)


def write_docx(paper: Paper) -> bytes:
    """Return the paper as the bytes of a Word document."""
    document = docx.Document()
    _dress(document, paper)
    for line in paper.title_block:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    if paper.title:
        title = document.add_paragraph(paper.title, style="Heading 1")
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # Levels are not left out: without a title, the headings are the highest.
    _write_parts(document, paper.parts, "Heading 2" if paper.title else "Heading 1")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
