"""Reads the facts from their TOML files; knows nothing of the database."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cms.conference.dates import Precision

FOLDER = Path(__file__).parent
_MEETING_FILES = ("vice_ministerial_meetings.toml", "consultation_group_meetings.toml")


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


def parse_when(text: str) -> When:
    """Parse "2015-11-11/2015-11-12", "2014-06-27", "2013-06", "1997" or nothing."""
    if not text:
        return When(None, None, Precision.UNKNOWN)
    first, _slash, last = text.partition("/")
    parts = [int(part) for part in first.split("-")]
    starts_on = dt.date(*[*parts, 1, 1][:3])
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    if precision != Precision.DAY:
        return When(starts_on, None, precision)
    return When(starts_on, dt.date.fromisoformat(last or first), precision)


def parties() -> list[dict[str, Any]]:
    """Return every party with its standing."""
    return read("parties.toml")["party"]


def bodies() -> list[dict[str, Any]]:
    """Return every body that meets."""
    return read("bodies.toml")["body"]


def meetings() -> list[dict[str, Any]]:
    """Return every meeting, each with the code of its body."""
    rows = []
    for name in _MEETING_FILES:
        content = read(name)
        rows += [{"body": content["body"], **row} for row in content["meeting"]]
    return rows


def terms() -> list[dict[str, Any]]:
    """Return every term of the Presidency."""
    return read("presidency_terms.toml")["term"]
