"""A text in two languages, paragraph beside paragraph.

Paragraphs that are the same in both bear one id, given when they were imported or
translated. Where two texts share none, they are set beside each other by their order
and likeness, and the page says so.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rcm_pages.importing.alignment import align

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcm_pages.texts.numbering import ShownParagraph

    Paragraphs = Sequence[ShownParagraph]

# Comparing likeness costs by length and difference; beyond this, order alone decides.
_MOST_WEIGHED = 200_000
_BAND = 40


@dataclass(frozen=True)
class Row:
    """A paragraph in the page's language and in the other; None where it has none."""

    first: ShownParagraph | None
    second: ShownParagraph | None

    @property
    def anchor(self) -> str:
        """The address of the row: that of the page's own paragraph."""
        if self.first:
            return self.first.short_anchor
        return f"other-{self.second.short_anchor}" if self.second else ""


@dataclass(frozen=True)
class Beside:
    """Both texts, and what is to be said of how they fit."""

    rows: list[Row]
    only_first: int
    only_second: int
    counts: tuple[int, int]
    # Whether the pairs are by order and likeness, and nobody has confirmed them.
    is_guessed: bool

    @property
    def fits(self) -> bool:
        """Whether every paragraph has one beside it."""
        return not self.only_first and not self.only_second


def set_beside(first: Paragraphs, second: Paragraphs) -> Beside:
    """Pair the paragraphs of two languages of one text, in the order of the first."""
    pairs = _by_id(first, second)
    is_guessed = not pairs and bool(first) and bool(second)
    pairs = pairs or _by_likeness(first, second)
    taken = set(pairs.values())
    behind: dict[int, list[int]] = {}
    last = -1
    for at in range(len(second)):
        if at in taken:
            last = at
        else:
            behind.setdefault(last, []).append(at)
    rows = [Row(None, second[at]) for at in behind.get(-1, ())]
    for at, paragraph in enumerate(first):
        other = pairs.get(at)
        rows.append(Row(paragraph, None if other is None else second[other]))
        if other is not None:
            rows += [Row(None, second[at]) for at in behind.get(other, ())]
    return Beside(
        rows=rows,
        only_first=len(first) - len(pairs),
        only_second=len(second) - len(pairs),
        counts=(_counted(first), _counted(second)),
        is_guessed=is_guessed,
    )


def _counted(paragraphs: Paragraphs) -> int:
    return sum(1 for p in paragraphs if p.number)


def _by_id(first: Paragraphs, second: Paragraphs) -> dict[int, int]:
    places = {p.data.id: at for at, p in enumerate(second) if p.data.id}
    return {at: places[p.data.id] for at, p in enumerate(first) if p.data.id in places}


def _by_likeness(first: Paragraphs, second: Paragraphs) -> dict[int, int]:
    width = abs(len(first) - len(second)) + _BAND
    if width * (len(first) + len(second)) > _MOST_WEIGHED:
        return {at: at for at in range(min(len(first), len(second)))}
    rows = ([asdict(p.data) for p in text] for text in (first, second))
    return align(*rows).second_of()
