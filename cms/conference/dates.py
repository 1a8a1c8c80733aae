"""Dates as well as they are known: to the day, the month, the year, or not at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable


class Precision(models.TextChoices):
    """How much of a stored date is known; the rest of it is filler."""

    DAY = "day", gettext_lazy("day")
    MONTH = "month", gettext_lazy("month")
    YEAR = "year", gettext_lazy("year")
    UNKNOWN = "unknown", gettext_lazy("unknown")


def _days(starts: dt.date, ends: dt.date | None) -> str:
    if ends is None or ends == starts:
        return date_format(starts, "DATE_FORMAT")
    if (starts.year, starts.month) == (ends.year, ends.month):
        # Translators: days of one month, "11–12 November 2015"
        return _("%(first)s–%(last)s %(month)s %(year)s") % {
            "first": starts.day,
            "last": ends.day,
            "month": date_format(starts, "F"),
            "year": starts.year,
        }
    return f"{date_format(starts, 'DATE_FORMAT')} – {date_format(ends, 'DATE_FORMAT')}"


def _month(starts: dt.date, _ends: dt.date | None) -> str:
    return date_format(starts, "YEAR_MONTH_FORMAT")


def _year(starts: dt.date, _ends: dt.date | None) -> str:
    return str(starts.year)


_SAY: dict[str, Callable[[dt.date, dt.date | None], str]] = {
    Precision.DAY: _days,
    Precision.MONTH: _month,
    Precision.YEAR: _year,
}


def say_dates(starts: dt.date | None, ends: dt.date | None, precision: str) -> str:
    """Say a span in the active language, never more exactly than it is known."""
    if starts is None or precision not in _SAY:
        return _("date unknown")
    return _SAY[precision](starts, ends)
