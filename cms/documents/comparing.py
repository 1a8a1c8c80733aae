"""What changed between two texts: paragraph by paragraph, then word by word.

Both by the standard library's difflib. Line ends and spaces are no words: a text that
was only broken anew is the same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What a comparison takes in at most, behind what is the same at the start: it answers
# within a second or so, whatever the texts are.
MOST_PARAGRAPHS = 3000
# Words of the old text times words of the new: so much is compared word by word on one
# screen. What goes beyond is shown as taken out and put in.
MOST_PAIRS = 3_000_000
CHANGES_A_SCREEN = 20

SAME, ADDED, REMOVED = "same", "added", "removed"
_BREAK = "\n"


class Paragraph(NamedTuple):
    """A paragraph of a file, and the page on which it stands."""

    text: str
    page: int


class Piece(NamedTuple):
    """A run of words that is the same, was added or was removed."""

    kind: str
    text: str


class Change(NamedTuple):
    """Where the texts differ: the paragraphs of the old one and those of the new."""

    old: tuple[int, int]
    new: tuple[int, int]


class Passage(NamedTuple):
    """What is shown of one change: what is skipped before it, and its words."""

    # Paragraphs that are the same and are not shown.
    skipped: int
    before: str
    pieces: list[Piece]
    after: str
    # Pages of the old and of the new file; None where it has nothing there.
    old_page: int | None
    new_page: int | None


def paragraphs_of(pages: Iterable[tuple[int, str]]) -> list[Paragraph]:
    """Read paragraphs from numbered pages: a line each, as the readers give them."""
    return [
        Paragraph(" ".join(line.split()), number)
        for number, text in pages
        for line in text.splitlines()
        if line.strip()
    ]


@dataclass(frozen=True)
class Comparison:
    """Two texts and where they differ."""

    old: list[Paragraph]
    new: list[Paragraph]
    changes: list[Change]
    # The texts go on, uncompared, behind what was compared.
    is_cut: bool

    @property
    def screens(self) -> int:
        """Number of screens that the changes fill."""
        return max(1, -(-len(self.changes) // CHANGES_A_SCREEN))

    def passages(self, screen: int = 1) -> list[Passage]:
        """Return what one screen shows, counted from 1."""
        first = (screen - 1) * CHANGES_A_SCREEN
        shown_to = self.changes[first - 1].new[1] if first else 0
        budget, found = MOST_PAIRS, []
        for change in self.changes[first : first + CHANGES_A_SCREEN]:
            old = _words(self.old[slice(*change.old)])
            new = _words(self.new[slice(*change.new)])
            budget -= len(old) * len(new)
            pieces = _by_word(old, new) if budget > 0 else _whole(old, new)
            found.append(self._passage(change, shown_to, list(pieces)))
            shown_to = change.new[1] + 1
        return found

    def _passage(self, change: Change, shown_to: int, pieces: list[Piece]) -> Passage:
        """Show a change with a paragraph on either side, and count what is skipped."""
        starts, ends = change.new
        old, new = self.old[slice(*change.old)], self.new[slice(*change.new)]
        return Passage(
            skipped=max(0, starts - 1 - shown_to),
            before=self.new[starts - 1].text if starts > shown_to else "",
            pieces=pieces,
            after=self.new[ends].text if ends < len(self.new) else "",
            old_page=old[0].page if old else None,
            new_page=new[0].page if new else None,
        )


def compare(old: list[Paragraph], new: list[Paragraph]) -> Comparison:
    """Compare two texts; what is the same at their start costs nothing."""
    one, other = [p.text for p in old], [p.text for p in new]
    pairs = zip(one, other, strict=False)
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    stop = start + MOST_PARAGRAPHS
    rest = one[start:], other[start:]
    is_cut = max(len(one), len(other)) > stop and rest[0] != rest[1]
    matcher = SequenceMatcher(None, one[start:stop], other[start:stop])
    changes = [
        Change((start + i1, start + i2), (start + j1, start + j2))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
    kept = [c for c in changes if _differs(one[slice(*c.old)], other[slice(*c.new)])]
    return Comparison(old, new, kept, is_cut)


def _differs(old: list[str], new: list[str]) -> bool:
    return " ".join(old) != " ".join(new)


def _words(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return words, with a mark between paragraphs."""
    words: list[str] = []
    for paragraph in paragraphs:
        if words:
            words.append(_BREAK)
        words += paragraph.text.split()
    return words


def _whole(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Show a long passage as taken out and put in."""
    yield from _said(REMOVED, old)
    yield from _said(ADDED, new)


def _by_word(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Say word by word what went and what came."""
    matcher = SequenceMatcher(None, old, new)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from _said(SAME, new[j1:j2])
        else:
            yield from _whole(old[i1:i2], new[j1:j2])


def _said(kind: str, words: list[str]) -> Iterator[Piece]:
    """Join words; a paragraph that only begins elsewhere is no change."""
    if not words:
        return
    if kind != SAME and set(words) == {_BREAK}:
        if kind == ADDED:
            yield Piece(SAME, _BREAK)
        return
    yield Piece(kind, " ".join(words).replace(f" {_BREAK} ", _BREAK))
