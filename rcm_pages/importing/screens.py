"""A long paper under review, a part of its paragraphs at a time."""

from __future__ import annotations

from typing import Any


class Screens:
    """Which paragraphs and which lines of the source stand on one screen."""

    def __init__(self, segments: list[dict[str, Any]], wanted: int, size: int) -> None:
        self.segments = segments
        self.size = size
        self.count = max(1, -(-len(segments) // size))
        self.number = min(max(1, wanted), self.count)
        start = (self.number - 1) * size
        self.slice = slice(start, min(start + size, len(segments)))

    @property
    def places(self) -> range:
        """The places of the paragraphs shown, in the whole paper."""
        return range(self.slice.start, self.slice.stop)

    @property
    def numbers(self) -> range:
        """The numbers of all screens."""
        return range(1, self.count + 1)

    @property
    def before(self) -> int:
        """The screen before this one, or 0."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The screen after this one, or 0."""
        return self.number + 1 if self.number < self.count else 0

    def lines(self, source: list[str]) -> list[dict[str, Any]]:
        """Return the source's lines that belong to this screen, each with its row.

        The first screen has all above its paragraphs, the last all below them.
        """
        first, last = self._span(len(source))
        rows = {
            line: place
            for place in reversed(self.places)
            for line in self._lines_of(place, len(source))
        }
        return [
            {"number": number, "text": source[number - 1], "row": rows.get(number)}
            for number in range(first, last + 1)
        ]

    def _lines_of(self, place: int, most: int) -> range:
        first, last = self.segments[place].get("source") or (0, 0)
        return range(max(first, 1), min(last, most) + 1) if first else range(0)

    def _span(self, most: int) -> tuple[int, int]:
        starts = [self._lines_of(place, most).start for place in self.places]
        known = [start for start in starts if start]
        first = 1 if self.number == 1 or not known else min(known)
        if self.number == self.count:
            return first, most
        ends = [
            lines.stop - 1
            for lines in (self._lines_of(place, most) for place in self.places)
            if lines
        ]
        return first, max(ends, default=most)
