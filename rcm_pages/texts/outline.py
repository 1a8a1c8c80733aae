"""The table of contents of a text: its headings or, without any, its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import Truncator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcm_pages.texts.numbering import ShownParagraph

# A shorter text is seen as a whole; a longer list is no help.
FEWEST, MOST = 6, 40
_WORDS, _LETTERS = 9, 72
_STEPS = (1, 5, 10, 25, 50, 100, 250)


@dataclass(frozen=True)
class Part:
    """A line of the contents: where it leads, its number or label, its words."""

    anchor: str
    label: str
    text: str


def outline(paragraphs: Sequence[ShownParagraph]) -> list[Part]:
    """Return the lines of the contents; none where the text is short and unparted."""
    headings = [p for p in paragraphs if p.data.kind == "heading"]
    if headings:
        return [Part(p.anchor, p.data.label, _short(p.data.text)) for p in headings]
    counted = [p for p in paragraphs if p.number]
    tops = [p for p in counted if p.data.label and p.data.level <= 1]
    if FEWEST <= len(tops) <= MOST:
        return [Part(p.short_anchor, p.data.label, _short(p.data.text)) for p in tops]
    if len(counted) < FEWEST:
        return []
    return _by_steps(counted)


def _by_steps(counted: Sequence[ShownParagraph]) -> list[Part]:
    """Return every paragraph, or every tenth of many, by its counted number."""
    step = next((s for s in _STEPS if len(counted) <= s * MOST), len(counted) // MOST)
    parts = []
    for at in range(0, len(counted), step):
        first = counted[at]
        last = counted[min(at + step, len(counted)) - 1]
        span = f"{first.number}–{last.number}" if last is not first else first.number
        parts.append(Part(first.short_anchor, f"{span}", _short(first.data.text)))
    return parts


def _short(text: str) -> str:
    """Return the first words; of a text without spaces the first letters."""
    return Truncator(Truncator(" ".join(text.split())).words(_WORDS)).chars(_LETTERS)
