"""Reads the facts from their TOML files; knows nothing of the database."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cms.conference.dates import Precision
from cms.conference.edges import Edge

FOLDER = Path(__file__).parent
_MEETING_FILES = (
    "vice_ministerial_meetings.toml",
    "consultation_group_meetings.toml",
    "other_meetings.toml",
)
_PRECISIONS = (Precision.YEAR, Precision.MONTH, Precision.DAY)
_AROUND, _BETWEEN = "~", ".."


class When(NamedTuple):
    """A span as well as it is known; where only a month or year is, the rest is 1."""

    starts_on: dt.date | None
    ends_on: dt.date | None
    precision: str


def read(name: str) -> dict[str, Any]:
    """Read one file of facts."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def _sources() -> dict[str, str]:
    return read("sources.toml")["source"]


def say_sources(keys: list[str]) -> str:
    """Write out the sources behind short keys; raises KeyError for an unknown one."""
    return "; ".join(_sources()[key] for key in keys)


def _day(text: str) -> tuple[dt.date, str]:
    """Parse "2014-06-27", "2013-06" or "1997"."""
    parts = [int(part) for part in text.split("-")]
    return dt.date(*[*parts, 1, 1][:3]), _PRECISIONS[len(parts) - 1]


def parse_when(text: str) -> When:
    """Parse the days of a meeting, in the ways that the files' first lines tell."""
    if not text:
        return When(None, None, Precision.UNKNOWN)
    if text.startswith(_AROUND):
        return When(dt.date.fromisoformat(text[1:]), None, Precision.AROUND)
    if _BETWEEN in text:
        first, last = text.split(_BETWEEN)
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        return When(*days, Precision.BETWEEN)
    first, slash, last = text.partition("/")
    starts_on, precision = _day(first)
    if slash and not last:
        return When(starts_on, None, Precision.FROM)
    if precision != Precision.DAY:
        return When(starts_on, None, precision)
    return When(starts_on, dt.date.fromisoformat(last or first), precision)


def parse_edge(text: str) -> Edge:
    """Parse the beginning or end of a fact; nothing means that it is not known."""
    if _BETWEEN in text:
        first, last = text.split(_BETWEEN)
        on = dt.date.fromisoformat(first) if first else None
        by = dt.date.fromisoformat(last) if last else None
        return Edge(on, by, Precision.BETWEEN if on and by else Precision.UNKNOWN)
    if not text:
        return Edge()
    if text.startswith(_AROUND):
        return Edge(dt.date.fromisoformat(text[1:]), None, Precision.AROUND)
    on, precision = _day(text)
    return Edge(on, None, precision)


def parties() -> list[dict[str, Any]]:
    """Return every party with its standings and names."""
    return read("parties.toml")["party"]


def bodies() -> list[dict[str, Any]]:
    """Return every body that meets, those to which others report first."""
    return read("bodies.toml")["body"]


def meetings() -> list[dict[str, Any]]:
    """Return every meeting, each with the code of its body."""
    rows = []
    for name in _MEETING_FILES:
        content = read(name)
        of = {"body": content["body"]} if "body" in content else {}
        rows += [of | row for row in content["meeting"]]
    return rows


def terms() -> list[dict[str, Any]]:
    """Return every term of the Presidency."""
    return read("presidency_terms.toml")["term"]
