"""A composed text: its title and its lines, English and Spanish side by side."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rcm_pages.demo.paper import NAMESPACE, Paper, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rcm_pages.demo.bank import Pair

LANGUAGES = ("en", "es")
# Kinds that are not counted when a paragraph is cited by its number.
_UNCOUNTED = frozenset({"opening", "heading"})


@dataclass(frozen=True)
class Line:
    """One paragraph in both languages."""

    kind: str
    said: Pair
    label: str = ""
    charged: tuple[str, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A whole text in both languages, line by line."""

    title: Pair
    title_block: tuple[Pair, ...]
    lines: tuple[Line, ...]

    @property
    def counted(self) -> list[Line]:
        """The paragraphs that can be cited; the first one is paragraph 1."""
        return [line for line in self.lines if line.kind not in _UNCOUNTED]


def paper_of(text: Text, key: str, language: str) -> Paper:
    """Return a text in one language; the ids follow from the key and the place."""
    place = LANGUAGES.index(language)
    return Paper(
        language=language,
        title_block=tuple(line[place] for line in text.title_block),
        parts=tuple(
            Part(
                kind=line.kind,
                text=line.said[place],
                label=line.label,
                charged=line.charged,
                level=line.level,
                id=str(uuid.uuid5(NAMESPACE, f"{key}/{number}")),
            )
            for number, line in enumerate(text.lines)
        ),
        title=text.title[place],
    )


def numbered(lines: Iterable[Line], form: str = "{}.") -> list[Line]:
    """Give lines the labels 1., 2., 3. …, however these are printed."""
    return [replace(row, label=form.format(n)) for n, row in enumerate(lines, start=1)]


def lettered(lines: Iterable[Line], form: str = "{})", level: int = 1) -> list[Line]:
    """Give lines the labels a), b), c) …, however these are printed."""
    return [
        replace(row, label=form.format("abcdefghijklmnopqrstuvwxyz"[n]), level=level)
        for n, row in enumerate(lines)
    ]


def dashed(lines: Iterable[Line], mark: str = "–") -> list[Line]:
    """Give every line the same mark."""
    return [replace(line, label=mark) for line in lines]
