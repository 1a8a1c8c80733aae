"""RIS, written by rispy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rispy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.exchange.citations.cited import Cited
    from cms.exchange.description import Day


def _date(day: Day | None) -> str:
    """Write a date as RIS does: four places between strokes, empty where unknown."""
    if day is None:
        return ""
    parts = (f"{part:02}" if part else "" for part in (day.month, day.day))
    return "/".join([f"{day.first.year:04}", *parts, ""])


def _entry(cited: Cited) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "type_of_reference": cited.kind.ris,
        "id": cited.key,
        "authors": [cited.author],
        "title": cited.title,
        "secondary_title": cited.meeting,
        "type_of_work": cited.genre,
        "number": cited.symbol,
        "year": f"{cited.day.first.year:04}" if cited.day else "",
        "date": _date(cited.day),
        "publisher": cited.publisher,
        "place_published": cited.place,
        "language": cited.language,
        "notes": list(cited.remarks),
        "urls": [cited.address] if cited.address else [],
    }
    return {name: value for name, value in fields.items() if value}


class _Writer(rispy.RisWriter):
    """Counts no entries: a number before each is no part of the format."""

    def set_header(self, count: int) -> str:
        """Write nothing before an entry."""
        return ""


def write(works: Iterable[Cited]) -> str:
    """Write works as one RIS file."""
    entries = [_entry(cited) for cited in works]
    return str(rispy.dumps(entries, implementation=_Writer))
