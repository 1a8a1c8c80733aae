"""Choosing by a key: the same key chooses the same for ever, on every machine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Draw:
    """Draws one after the other; what comes out follows from the key alone."""

    def __init__(self, key: str) -> None:
        self.key, self._drawn = key, 0

    def number(self, below: int) -> int:
        """Return a number from 0 to ``below`` - 1."""
        self._drawn += 1
        seed = f"{self.key}#{self._drawn}".encode()
        return int.from_bytes(hashlib.sha256(seed).digest()[:8]) % below

    def happens(self, percent: int) -> bool:
        """Tell whether something happens that does so in so many of a hundred."""
        return self.number(100) < percent

    def one(self, rows: Sequence[T]) -> T:
        """Choose one."""
        return rows[self.number(len(rows))]

    def some(self, rows: Sequence[T], count: int) -> list[T]:
        """Choose several, each at most once, in an order of their own."""
        left = list(rows)
        chosen: list[T] = []
        while left and len(chosen) < count:
            chosen.append(left.pop(self.number(len(left))))
        return chosen
