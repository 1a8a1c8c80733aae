"""Two language versions of one paper, paragraph beside paragraph.

Translations keep order and count, and seldom the marks; so paragraphs are set side by
side by what they are, and by their length and numbers where the counts differ.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .marks import folded

Rows = Sequence[Mapping[str, Any]]
Pair = tuple[int | None, int | None]

# How far off the diagonal paragraphs may pair, and how many pairs are weighed.
_BAND, _MOST = 40, 4_000_000
_GAP = -0.6
_NUMBER = re.compile(r"\d+")
# English and Spanish share the stems of most long words: `Declaration`, `Declaración`.
_WORD = re.compile(r"[^\W\d_]{5,}")
_STEM, _KIN, _READ = 4, 1.5, 2_000


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of places in the first and the second text; None stands for a gap."""

    pairs: tuple[Pair, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """How many of each kind the two texts have, where they differ."""

    @property
    def matched(self) -> int:
        """Count the paragraphs that stand beside one another."""
        return len(self.pairs) - len(self.only_first) - len(self.only_second)

    @property
    def likeness(self) -> float:
        """Say from 0 to 1 how much of both texts stands beside something."""
        total = 2 * self.matched + len(self.only_first) + len(self.only_second)
        return 2 * self.matched / total if total else 1.0

    def second_of(self) -> dict[int, int]:
        """Give the place in the second text for each place of the first."""
        return {a: b for a, b in self.pairs if a is not None and b is not None}


def align(first: Rows, second: Rows) -> Alignment:
    """Set two texts side by side; rows hold `kind`, and may hold `level` and `text`."""
    pairs = tuple(_pairs(first, second))
    kinds_first = Counter(row["kind"] for row in first)
    kinds_second = Counter(row["kind"] for row in second)
    return Alignment(
        pairs=pairs,
        only_first=tuple(a for a, b in pairs if b is None and a is not None),
        only_second=tuple(b for a, b in pairs if a is None and b is not None),
        counts={
            kind: (kinds_first[kind], kinds_second[kind])
            for kind in sorted(kinds_first | kinds_second)
            if kinds_first[kind] != kinds_second[kind]
        },
    )


def _pairs(first: Rows, second: Rows) -> list[Pair]:
    keys = [[_key(row) for row in rows] for rows in (first, second)]
    if [key[0] for key in keys[0]] == [key[0] for key in keys[1]]:
        return [(at, at) for at in range(len(first))]
    width = abs(len(first) - len(second)) + _BAND
    if width * (len(first) + len(second)) > _MOST:
        return _in_order(len(first), len(second))
    return _Table(first, second, width).pairs()


def _key(row: Mapping[str, Any]) -> tuple[str, int]:
    return row["kind"], row.get("level") or 0


def _in_order(first: int, second: int) -> list[Pair]:
    both = min(first, second)
    pairs: list[Pair] = [(at, at) for at in range(both)]
    pairs += [(at, None) for at in range(both, first)]
    return pairs + [(None, at) for at in range(both, second)]


_Share = tuple[str, int, int, frozenset[str], frozenset[str]]


def _shares(rows: Rows) -> list[_Share]:
    return [
        (
            row["kind"],
            row.get("level") or 0,
            len(row.get("text", "")) + 20,
            frozenset(_NUMBER.findall(row.get("text", ""))),
            _stems(row.get("text", "")),
        )
        for row in rows
    ]


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(folded(text[:_READ]))
    return frozenset(word[:_STEM] for word in words)


def _alike(one: _Share, other: _Share) -> float:
    """Compare kind, level, length, numbers and stems; unlike ones count below 0."""
    kind = 1.0 if one[0] == other[0] else -1.2
    level = 0.0 if one[1] == other[1] else -0.5
    length = min(one[2], other[2]) / max(one[2], other[2]) - 0.5
    named = one[3] | other[3]
    numbers = len(one[3] & other[3]) / len(named) - 0.3 if named else 0.0
    kin = len(one[4] & other[4]) / (min(len(one[4]), len(other[4])) + 1)
    return kind + level + length + numbers + _KIN * kin


class _Table:
    """The best value of every beginning of a pair of rests, near the diagonal only."""

    def __init__(self, first: Rows, second: Rows, width: int) -> None:
        self.first, self.second = _shares(first), _shares(second)
        self.width = width
        self.best: list[dict[int, float]] = [{} for _ in range(len(first) + 1)]
        for i in range(len(first), -1, -1):
            reach = range(max(0, i - width), min(len(second), i + width) + 1)
            for j in reversed(reach):
                self.best[i][j] = max(
                    (value for value, _ in self._ways(i, j)), default=0
                )

    def _ways(self, i: int, j: int) -> Iterator[tuple[float, Pair]]:
        """Give the ways to go on from a place in both texts, and their worth."""
        at_end = i == len(self.first), j == len(self.second)
        if not any(at_end):
            alike = _alike(self.first[i], self.second[j])
            yield self._at(i + 1, j + 1) + alike, (i, j)
        if not at_end[0]:
            yield self._at(i + 1, j) + _GAP, (i, None)
        if not at_end[1]:
            yield self._at(i, j + 1) + _GAP, (None, j)

    def _at(self, i: int, j: int) -> float:
        return self.best[i].get(j, -math.inf)

    def pairs(self) -> list[Pair]:
        """Go down the best way."""
        pairs: list[Pair] = []
        i = j = 0
        while i < len(self.first) or j < len(self.second):
            _value, pair = max(self._ways(i, j), key=lambda way: way[0])
            pairs.append(pair)
            i += pair[0] is not None
            j += pair[1] is not None
        return pairs
