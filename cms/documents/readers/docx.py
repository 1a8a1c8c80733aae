"""Word: paragraphs, tables, notes, headers and footers, with Word's own numbers."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from .archives import damaged, refuse_bombs
from .changes import Settled, notes_on
from .docx_changes import changes_in, settle
from .docx_numbering import Numbering
from .errors import UnreadableFile
from .pages import ReadFile, ReadLine, ReadPage

_SHORT = 60

_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "‑",
    qn("w:softHyphen"): "\xad",
}


def read(path: Path, *, settled: Settled = "accepted") -> ReadFile:
    """Read a Word document; the archive is weighed before anything is unpacked."""
    refuse_bombs(path)
    with damaged():
        return _read(docx.Document(str(path)), settled)


def _read(document: Any, settled: Settled) -> ReadFile:
    body = document.element.body
    changes = changes_in(document)
    settle(body, settled)
    walk = _Walk(document, settled)
    headers, footers = walk.furniture("header"), walk.furniture("footer")
    pages = walk.pages(body)
    pages[0] = headers + pages[0]
    pages[-1] = pages[-1] + walk.notes() + footers
    if not any(line.text.strip() for page in pages for line in page):
        raise UnreadableFile("empty")
    section = document.sections[0] if len(document.sections) else None
    width = section.page_width.pt if section and section.page_width else 0.0
    height = section.page_height.pt if section and section.page_height else 0.0
    return ReadFile(
        kind="docx",
        pages=tuple(
            ReadPage(number, tuple(lines), width, height)
            for number, lines in enumerate(pages, 1)
        ),
        title=document.core_properties.title.strip() or None,
        notes=tuple(sorted(notes_on(changes))),
        changes=changes,
    )


class _Walk:
    """Goes through a document's parts in reading order, counting its numbers."""

    def __init__(self, document: Any, settled: Settled) -> None:
        self.document = document
        self.settled = settled
        self.numbering = Numbering(document)

    def pages(self, body: Any) -> list[list[ReadLine]]:
        """Give the lines by page, as Word broke the pages when it last saved them."""
        pages: list[list[ReadLine]] = [[]]
        for paragraph in _paragraphs(body):
            lines = list(self.lines(paragraph))
            at_start, later = _page_breaks(paragraph)
            if at_start and pages[-1]:
                pages.append([])
            pages[-1].extend(lines)
            if later and pages[-1]:
                pages.append([])
        return pages if pages[-1] or len(pages) == 1 else pages[:-1]

    def lines(self, paragraph: Any, *, furniture: bool = False) -> Iterator[ReadLine]:
        """Give a paragraph's lines: one, and one more for each break by hand."""
        text = _text_of(paragraph).strip("\n")
        if not text.strip() and paragraph.xpath("./w:pPr/w:rPr/w:del"):
            return
        label, level = self.numbering.label(paragraph)
        style = self.numbering.style_name(paragraph)
        parts = text.split("\n")
        yield ReadLine(parts[0], label, level, furniture, style)
        for before, part in pairwise(parts):
            starts = len(before.strip()) < _SHORT
            yield ReadLine(part, "", level, furniture, style, starts)

    def furniture(self, where: str) -> list[ReadLine]:
        """Give headers or footers once each, however many sections repeat them."""
        found: list[ReadLine] = []
        seen: set[tuple[str, ...]] = set()
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{where}") and not relation.is_external:
                root = self._part(relation)
                lines = [
                    line
                    for paragraph in _paragraphs(root)
                    for line in self.lines(paragraph, furniture=True)
                    if line.printed.strip()
                ]
                key = tuple(line.printed for line in lines)
                if key not in seen:
                    found.extend(lines)
                seen.add(key)
        return found

    def _part(self, relation: Any) -> Any:
        root = parse_xml(relation.target_part.blob)
        settle(root, self.settled)
        return root

    def notes(self) -> list[ReadLine]:
        """Give the footnotes and endnotes, which stand after the text."""
        found: list[ReadLine] = []
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(("/footnotes", "/endnotes")):
                root = self._part(relation)
                found.extend(
                    line
                    for paragraph in _paragraphs(root)
                    for line in self.lines(paragraph)
                    if line.text.strip()
                )
        return found


def _paragraphs(root: Any) -> Iterator[Any]:
    """Give every paragraph in document order: tables' cells, controls, text boxes."""
    for paragraph in root.iter(qn("w:p")):
        ancestors = {ancestor.tag for ancestor in paragraph.iterancestors()}
        if not ancestors & (_SKIPPED | {_FALLBACK}):
            yield paragraph


def _text_of(node: Any) -> str:
    """Give the text printed in a node, without deletions and nested paragraphs."""
    parts: list[str] = []
    for child in node:
        tag = child.tag
        if tag in _SKIPPED or tag in {_FALLBACK, qn("w:p"), qn("w:instrText")}:
            continue
        if tag == qn("w:t"):
            parts.append((child.text or "").replace("\n", " "))
        elif tag == qn("w:sym"):
            parts.append(_symbol(child.get(qn("w:char")) or ""))
        elif tag == qn("w:br") and child.get(qn("w:type")) in {"page", "column"}:
            continue
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif len(child):
            parts.append(_text_of(child))
    return "".join(parts)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _page_breaks(paragraph: Any) -> tuple[bool, bool]:
    """Say whether a page starts before the paragraph, and whether one after it."""
    before = bool(paragraph.xpath("./w:pPr/w:pageBreakBefore"))
    later = False
    seen = False
    marks = paragraph.xpath(".//w:t|.//w:br[@w:type='page']|.//w:lastRenderedPageBreak")
    for mark in marks:
        if mark.tag == qn("w:t"):
            seen = seen or bool((mark.text or "").strip())
        elif seen:
            later = True
        else:
            before = True
    return before, later
