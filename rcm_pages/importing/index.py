"""A list of papers beside a folder: what whoever collected them knows of each.

A CSV with a heading line. `file` is the one column that must be there; `date`, `lang`,
`type`, `title` and `meeting_or_body` are used where the paper does not tell; others are
passed over.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcm_pages.importing.meeting import facts_of
from rcm_pages.importing.outcome import WORK_TYPES
from rcm_pages.importing.phrases import work_type_of

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = {
    "file": ("file", "filename", "name", "archivo", "fichero"),
    "date": ("date", "fecha"),
    "language": ("lang", "language", "idioma", "lengua"),
    "type": ("type", "family", "kind", "tipo"),
    "title": ("title", "titulo", "título"),
    "meeting": ("meeting_or_body", "meeting", "body", "reunion", "reunión"),
}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LANGUAGE = re.compile(r"\b(en|es)\b")
_MOST_BYTES = 5_000_000


class IndexProblemError(Exception):
    """The list cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of one file; whatever it does not say is empty."""

    file: str
    date: str = ""
    language: str = ""
    type: str = ""
    title: str = ""
    meeting: str = ""


def read_index(path: Path) -> dict[str, Entry]:
    """Read a list, by file name; raises IndexProblemError for what is no such list."""
    if path.stat().st_size > _MOST_BYTES:
        msg = "the list is too large"
        raise IndexProblemError(msg)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    try:
        rows = list(csv.DictReader(text.splitlines(keepends=True)))
    except csv.Error as error:
        msg = f"the list cannot be read: {error}"
        raise IndexProblemError(msg) from error
    entries = [_entry(row) for row in rows]
    if not any(entry.file for entry in entries):
        msg = "the list has no column `file` that names papers"
        raise IndexProblemError(msg)
    return {entry.file: entry for entry in entries if entry.file}


def find_index(folder: Path) -> Path | None:
    """Find the list of a folder: the one CSV in it, or the one named like it."""
    here = folder.resolve()
    beside = here.parent / f"{here.name}.csv"
    if beside.is_file():
        return beside
    inside = sorted(folder.glob("*.csv"))
    return inside[0] if len(inside) == 1 else None


def _entry(row: dict[str, Any]) -> Entry:
    known = {str(key).strip().lower(): value for key, value in row.items()}
    found = {
        name: next((_said(known[key]) for key in keys if _said(known.get(key))), "")
        for name, keys in _NAMES.items()
    }
    return Entry(**found)


def _said(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def with_entry(said: dict[str, Any], entry: Entry | None) -> dict[str, Any]:
    """Fill in what a paper does not tell with what the list says.

    The paper's own words win, but for its language: a person has read it, and where
    the two differ, that is said.
    """
    if entry is None:
        return said
    result = dict(said["result"])
    doubts = list(result.get("doubts", []))
    language = _LANGUAGE.search(entry.language.lower())
    if language and language[1] != result["language"]:
        if result["language"]:
            doubts.append({"code": "index_language", "line": 0, "text": language[1]})
        result["language"] = language[1]
    facts = facts_of([entry.meeting], "") if entry.meeting else None
    if facts is not None:
        result["body"] = result["body"] or facts.body_name
        result["ordinal"] = result["ordinal"] or facts.ordinal
        result["place"] = result["place"] or facts.place
    result["title"] = result["title"] or entry.title
    _fill_days(result, entry, facts)
    _fill_type(result, entry)
    settled = {
        "no_type": result["type"],
        "no_date": result["starts_on"],
        "no_language": result["language"],
    }
    doubts = [doubt for doubt in doubts if not settled.get(doubt["code"])]
    return said | {"result": result | {"doubts": doubts}}


def _fill_days(result: dict[str, Any], entry: Entry, facts: Any) -> None:
    if result["starts_on"] and result.get("precision", "day") == "day":
        return
    if facts is not None and facts.starts_on and facts.precision == "day":
        first, last = facts.starts_on, facts.ends_on
    else:
        day = _DAY.fullmatch(entry.date)
        if day is None:
            return
        try:
            first = last = dt.date(*map(int, day.groups()))
        except ValueError:
            return
    result["starts_on"], result["ends_on"] = first.isoformat(), last.isoformat()
    result["precision"] = "day"


def _fill_type(result: dict[str, Any], entry: Entry) -> None:
    named = work_type_of(entry.type)
    if not result["type"] and named:
        result["type"] = WORK_TYPES.get(named, named)
        result["paper_type"] = named
