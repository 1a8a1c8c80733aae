"""OpenDocument text: paragraphs, lists, tables, notes, headers, with computed numbers.

The parts are parsed by us: odfpy has had no release since 2020 and knows no limits.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from .archives import damaged, part_of, refuse_bombs
from .changes import Settled, notes_on
from .errors import UnreadableFile
from .odt_changes import settle
from .odt_names import name
from .odt_numbering import Numbering
from .odt_text import inner, text_of
from .pages import ReadFile, ReadLine, ReadPage

_SHORT = 60
# Blocks that hold blocks: what is in them is read in its order.
_HOLDERS = {
    name("text:section"),
    name("text:list-header"),
    name("text:index-body"),
    name("text:index-title"),
    name("text:table-of-content"),
    name("text:illustration-index"),
    name("text:table-index"),
    name("text:alphabetical-index"),
    name("text:bibliography"),
    name("text:user-index"),
    name("text:object-index"),
    name("text:numbered-paragraph"),
    name("table:table"),
    name("table:table-row"),
    name("table:table-cell"),
    name("table:table-rows"),
    name("table:table-row-group"),
    name("table:table-header-rows"),
    name("office:text"),
    name("text:note-body"),
    name("draw:text-box"),
}
_PARAGRAPHS = {name("text:p"), name("text:h")}
_FURNITURE = ("header", "header-left", "header-first", "footer", "footer-left")


def read(path: Path, *, settled: Settled = "accepted") -> ReadFile:
    """Read an OpenDocument text; one with a password is refused as `encrypted`."""
    refuse_bombs(path)
    with damaged(), zipfile.ZipFile(path) as archive:
        _refuse_locked(archive)
        content = part_of(archive, "content.xml")
        styles = part_of(archive, "styles.xml")
        title = _title(part_of(archive, "meta.xml"))
        return replace(_read(content, styles, settled), title=title)


def _refuse_locked(archive: zipfile.ZipFile) -> None:
    """A password leaves the names as they are; the manifest says what is locked."""
    manifest = part_of(archive, "META-INF/manifest.xml")
    if manifest is not None and any(
        isinstance(node.tag, str) and node.tag.endswith("}encryption-data")
        for node in manifest.iter()
    ):
        raise UnreadableFile("encrypted")


def _title(meta: Any) -> str | None:
    found = None if meta is None else meta.find(f".//{name('dc:title')}")
    return None if found is None else " ".join((found.text or "").split()) or None


def _read(content: Any, styles: Any, settled: Settled) -> ReadFile:
    body = None if content is None else content.find(f".//{name('office:text')}")
    if body is None:
        raise UnreadableFile("broken")
    changes = settle(content, body, settled)
    walk = _Walk(content, styles)
    pages = walk.pages(body)
    pages[0] = walk.furniture("header") + pages[0]
    pages[-1] = pages[-1] + walk.notes() + walk.furniture("footer")
    if not any(line.text.strip() for page in pages for line in page):
        raise UnreadableFile("empty")
    return ReadFile(
        kind="odt",
        pages=tuple(
            ReadPage(number, tuple(lines)) for number, lines in enumerate(pages, 1)
        ),
        notes=tuple(sorted(walk.noted | notes_on(changes))),
        changes=changes,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the lists a block stands; level 0 is outside of them."""

    list_style: str = ""
    level: int = 0


class _Walk:
    """Goes through a text in reading order, counting its numbers."""

    def __init__(self, content: Any, styles: Any) -> None:
        self.styles = styles
        self.numbering = Numbering(content, styles)
        self.noted: set[str] = set()
        self._notes: list[Any] = []
        self._label = ""

    def pages(self, body: Any) -> list[list[ReadLine]]:
        """Give the lines by page, as the program broke them when it last saved."""
        pages: list[list[ReadLine]] = [[]]
        for paragraph, label, level in self._paragraphs(body):
            lines, breaks_before, breaks_inside = self._lines(paragraph, label, level)
            if breaks_before and pages[-1]:
                pages.append([])
            pages[-1].extend(lines)
            if breaks_inside and pages[-1]:
                pages.append([])
        return pages if pages[-1] or len(pages) == 1 else pages[:-1]

    def _lines(
        self, paragraph: Any, label: str, level: int
    ) -> tuple[list[ReadLine], bool, bool]:
        found = text_of(paragraph)
        self._notes += found.notes
        style = self.numbering.style_name(paragraph)
        parts = found.text.split("\n")
        lines = [ReadLine(parts[0], label, level, style=style)]
        for before, part in pairwise(parts):
            starts = len(before.strip()) < _SHORT
            line = ReadLine(part, "", level, style=style, starts_paragraph=starts)
            lines.append(line)
        opens = found.breaks_before or self.numbering.breaks_before(paragraph)
        return lines, opens, found.breaks_inside

    def furniture(self, where: str) -> list[ReadLine]:
        """Give headers or footers once each, however many page styles repeat them."""
        found: list[ReadLine] = []
        seen: set[tuple[str, ...]] = set()
        for kind in _FURNITURE:
            if self.styles is None or not kind.startswith(where):
                continue
            for node in self.styles.iter(name(f"style:{kind}")):
                lines = [
                    replace(line, furniture=True)
                    for paragraph in node.iter(*_PARAGRAPHS)
                    for line in self._lines(paragraph, "", 0)[0]
                    if line.text.strip()
                ]
                key = tuple(line.text for line in lines)
                found += [] if key in seen else lines
                seen.add(key)
        return found

    def notes(self) -> list[ReadLine]:
        """Give the footnotes and endnotes, which stand after the text."""
        waiting, self._notes = self._notes, []
        return [
            line
            for note in waiting
            for paragraph, label, level in self._paragraphs(note)
            for line in self._lines(paragraph, label, level)[0]
            if line.text.strip()
        ]

    def _paragraphs(
        self, node: Any, place: _Place | None = None
    ) -> Iterator[tuple[Any, str, int]]:
        """Give every paragraph with its label and level, in document order."""
        place = place or _Place()
        for child in node:
            if child.tag in _PARAGRAPHS:
                label, level = self._labelled(child, place)
                yield child, label, level
                for box in inner(child):
                    yield from self._paragraphs(box)
            elif child.tag == name("text:list"):
                yield from self._list(child, place)
            elif child.tag in _HOLDERS and not self._hides(child):
                yield from self._paragraphs(child, place)
            elif child.tag in {name("draw:frame"), name("draw:g")}:
                for box in inner(child, itself=True):
                    yield from self._paragraphs(box)

    def _labelled(self, paragraph: Any, place: _Place) -> tuple[str, int]:
        """Take the item's number for its first paragraph; a heading has its own."""
        label, self._label = self._label, ""
        if label or place.list_style or paragraph.tag != name("text:h"):
            return label, max(place.level - 1, 0)
        return self.numbering.outline(paragraph)

    def _list(self, node: Any, place: _Place) -> Iterator[tuple[Any, str, int]]:
        level = place.level + 1
        style = node.get(name("text:style-name")) or place.list_style
        self.numbering.open(node, style, level)
        inside = _Place(style or "-", level)
        for item in node:
            if item.tag == name("text:list-item"):
                # Number and level by the first paragraph: an item that holds but a
                # list below it is a step on the way down, and counts for nothing.
                if _has_paragraph(item):
                    self._label = self.numbering.count(item, style, level)
                yield from self._paragraphs(item, inside)
                self._label = ""
            elif item.tag == name("text:list-header"):
                yield from self._paragraphs(item, inside)
        self.numbering.close(level)

    def _hides(self, node: Any) -> bool:
        if node.get(name("text:display")) != "none":
            return False
        self.noted.add("hidden_parts")
        return True


def _has_paragraph(item: Any) -> bool:
    first = next((child.tag for child in item if isinstance(child.tag, str)), "")
    return first in _PARAGRAPHS
