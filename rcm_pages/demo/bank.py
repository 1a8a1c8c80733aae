"""The bank of sentences: by theme, English and Spanish side by side.

They were written for this project. A composed text draws on them (``composing``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent

# English, Spanish.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Duty:
    """What somebody may be charged with, as an infinitive."""

    actor: str
    what: Pair


@dataclass(frozen=True)
class Theme:
    """Sentences on one theme.

    ``titles`` follow "Declaration on"; ``purposes`` are infinitives; ``clauses`` follow
    "that"; ``activities`` follow the name of an organization.
    """

    code: str
    name: Pair
    titles: tuple[Pair, ...]
    headings: tuple[Pair, ...]
    purposes: tuple[Pair, ...]
    clauses: tuple[Pair, ...]
    duties: tuple[Duty, ...]
    activities: tuple[Pair, ...]


def pairs(rows: list[list[str]]) -> tuple[Pair, ...]:
    """Return rows of a file as pairs of both languages."""
    return tuple((row[0], row[1]) for row in rows)


def _read(path: Path) -> Theme:
    content = tomllib.loads(path.read_text("utf-8"))
    return Theme(
        code=path.stem,
        name=(content["name"][0], content["name"][1]),
        duties=tuple(Duty(row[0], (row[1], row[2])) for row in content["actions"]),
        **{
            name: pairs(content[name])
            for name in ("titles", "headings", "purposes", "clauses", "activities")
        },
    )


@cache
def themes() -> dict[str, Theme]:
    """Return every theme by its code, in the order of the codes."""
    return {
        path.stem: _read(path) for path in sorted((_FOLDER / "bank").glob("*.toml"))
    }


@cache
def phrases() -> dict[str, Any]:
    """Return how texts speak: frames of sentences, actors, deadlines."""
    return tomllib.loads((_FOLDER / "phrases.toml").read_text("utf-8"))


def name_of_party(code: str) -> Pair:
    """Return how texts call a party; raises KeyError for one that they never name."""
    english, spanish = phrases()["parties"][code]
    return english, spanish
