"""The days of a paper under review: how much of them is known, and who corrects it."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY, MONTH, YEAR = "day", "month", "year"


def known_days(result: Mapping[str, Any]) -> dt.date | None:
    """Return the last day that a result tells; the end of a month or year counts."""
    said = result.get("ends_on") or result.get("starts_on")
    return dt.date.fromisoformat(said) if said else None


def corrected_days(
    stored: Mapping[str, Any],
    *,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    precision: str,
) -> dict[str, Any]:
    """Return the days that an editor leaves, with how much of them is known.

    What the editor says of that counts. Where they say nothing new, days that they
    have changed are days, unless they are still a whole month or year.
    """
    first = starts_on or ends_on
    if first is None:
        return {"starts_on": None, "ends_on": None, "precision": ""}
    before = stored.get("precision") or DAY
    given = {"starts_on": _iso(starts_on), "ends_on": _iso(ends_on)}
    is_same = given == {name: stored.get(name) for name in given}
    if precision and precision != before:
        return _whole(first, ends_on, precision, given)
    if is_same:
        return given | {"precision": stored.get("precision", "")}
    whole = _whole(first, ends_on, before, given)
    is_whole = all(whole[name] == given[name] for name in given)
    return whole if is_whole else given | {"precision": DAY}


def _whole(
    first: dt.date, last: dt.date | None, precision: str, given: dict[str, Any]
) -> dict[str, Any]:
    """Widen days to the month or year in which they lie; days stay as they are."""
    last = max(first, last or first)
    if precision == MONTH:
        end = calendar.monthrange(last.year, last.month)[1]
        first, last = first.replace(day=1), last.replace(day=end)
    elif precision == YEAR:
        first, last = dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)
    else:
        return given | {"precision": DAY}
    return {"starts_on": _iso(first), "ends_on": _iso(last), "precision": precision}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
