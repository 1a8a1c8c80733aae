"""The words of one OpenDocument paragraph, and what hangs on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .odt_names import name

# So many blanks in a row an attribute may ask for; a million would be an attack.
_MOST_BLANKS = 100
_BLANKS = re.compile(r"[ \t\r\n]+")
_SIGNS = {name("text:tab"): "\t", name("text:line-break"): "\n"}
_APART = {
    name("text:p"),
    name("text:h"),
    name("text:list"),
    name("text:note-citation"),
    name("text:ruby-text"),
    name("text:tracked-changes"),
    name("text:hidden-paragraph"),
    name("office:annotation"),
    name("office:event-listeners"),
    name("draw:frame"),
    name("draw:g"),
    name("draw:custom-shape"),
}
_FRAMES = {name("draw:frame"), name("draw:g")}
_NOT_BOXES = {name("text:note"), name("office:annotation")}
_BOXES = (name("draw:text-box"), name("draw:custom-shape"))


@dataclass(slots=True)
class Words:
    """A paragraph's words, its notes, and the pages that begin before or within it."""

    pieces: list[str] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    breaks_before: bool = False
    breaks_inside: bool = False

    @property
    def text(self) -> str:
        """Give the words, with a line feed at each break made by hand."""
        return "".join(self.pieces)

    def add(self, said: str | None) -> None:
        """Add characters of the file: a run of white space counts for one blank."""
        even = _BLANKS.sub(" ", said or "")
        if even[:1] == " " and (not self.pieces or self.pieces[-1][-1:] in " \n"):
            even = even[1:]
        if even:
            self.pieces.append(even)

    def break_page(self) -> None:
        """Note that a page begins here."""
        if self.text.strip():
            self.breaks_inside = True
        else:
            self.breaks_before = True


def text_of(paragraph: Any) -> Words:
    """Give the words of a paragraph, without those of the boxes and notes in it."""
    words = Words()
    _gather(paragraph, words)
    return words


def _gather(node: Any, words: Words) -> None:
    words.add(node.text)
    for child in node:
        tag = child.tag
        if tag == name("text:s"):
            words.pieces.append(" " * _blanks(child.get(name("text:c"))))
        elif tag in _SIGNS:
            words.pieces.append(_SIGNS[tag])
        elif tag == name("text:soft-page-break"):
            words.break_page()
        elif tag == name("text:note"):
            words.notes += child.findall(name("text:note-body"))
        elif isinstance(tag, str) and tag not in _APART:
            _gather(child, words)
        words.add(child.tail)


def _blanks(said: str | None) -> int:
    number = said or "1"
    if not (number.isascii() and number.isdigit()):
        return 1
    return min(int(number[:6]), _MOST_BLANKS)


def inner(node: Any, *, itself: bool = False) -> Iterator[Any]:
    """Give the boxes that stand in a node, but not those inside another box."""
    for child in node:
        if child.tag in _BOXES:
            yield child
        elif child.tag in _FRAMES or not (itself or child.tag in _NOT_BOXES):
            yield from inner(child, itself=itself)
