"""Dates as well as they are known: to the day, the month, the year, or not at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable

# Whatever the Conference knows lies between these; the rest is a slip of the finger.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


class Precision(models.TextChoices):
    """How much of a stored date is known; the rest of it is filler."""

    DAY = "day", gettext_lazy("day")
    MONTH = "month", gettext_lazy("month")
    YEAR = "year", gettext_lazy("year")
    FROM = "from", gettext_lazy("first day only")
    AROUND = "around", gettext_lazy("around that day")
    BETWEEN = "between", gettext_lazy("between two days")
    UNKNOWN = "unknown", gettext_lazy("unknown")


class Certainty(models.TextChoices):
    """How sure a fact is; the same words as in the compiled sources."""

    HIGH = "high", gettext_lazy("high: in a paper or page of an institution")
    MEDIUM = "medium", gettext_lazy("medium: from the press or a third party's copy")
    INFERRED = "inferred", gettext_lazy("inferred from other facts")
    RECOLLECTION = "recollection", gettext_lazy("recollection, to be verified")
    UNKNOWN = "unknown", gettext_lazy("unknown")


def check_day(day: dt.date) -> None:
    """Refuse a day that nobody can mean (ValidationError)."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(
            _("This date cannot be right: give a day between %(first)s and %(last)s."),
            params={"first": FIRST_DAY.year, "last": LAST_DAY.year},
            code="absurd_day",
        )


def _exact(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")


def _days(starts: dt.date, ends: dt.date | None) -> str:
    if ends is None or ends == starts:
        return _exact(starts)
    if (starts.year, starts.month) != (ends.year, ends.month):
        # Translators: from a day of one month until a day of another
        return _("%(first)s – %(until)s") % {
            "first": _exact(starts),
            "until": _exact(ends),
        }
    said: dict[str, str | int] = {
        "first": starts.day,
        "second": ends.day,
        "until": ends.day,
        "month": date_format(starts, "F"),
        "year": starts.year,
    }
    if ends.day == starts.day + 1:
        # Translators: two days in a row, "11–12 November 2015"
        return _("%(first)s–%(second)s %(month)s %(year)s") % said
    # Translators: three days or more of one month, "24–28 November 2016"
    return _("%(first)s–%(until)s %(month)s %(year)s") % said


def _about(starts: dt.date, ends: dt.date | None) -> str:
    """Say a span so that "around" can stand before it."""
    if ends is None or ends == starts:
        return _exact(starts)
    if (starts.year, starts.month) == (ends.year, ends.month):
        # Translators: days of one month, "11–12 November 2015"
        return _("%(first)s–%(last)s %(month)s %(year)s") % {
            "first": starts.day,
            "last": ends.day,
            "month": date_format(starts, "F"),
            "year": starts.year,
        }
    return f"{_exact(starts)} – {_exact(ends)}"


def _month(starts: dt.date, _ends: dt.date | None) -> str:
    return date_format(starts, "YEAR_MONTH_FORMAT")


def _year(starts: dt.date, _ends: dt.date | None) -> str:
    return str(starts.year)


def _from(starts: dt.date, _ends: dt.date | None) -> str:
    # Translators: a first day whose last day is not known
    return _("from %(day)s") % {"day": _exact(starts)}


def _around(starts: dt.date, ends: dt.date | None) -> str:
    # Translators: a day, or days, not exactly known
    return _("around %(days)s") % {"days": _about(starts, ends)}


def _between(starts: dt.date, ends: dt.date | None) -> str:
    """Where the later bound is not at hand, the month is all that can be said."""
    if ends is None:
        return _month(starts, None)
    if (starts.year, starts.month) == (ends.year, ends.month):
        # Translators: two days of one month, "between 4 and 7 December 2023"
        return _("between %(first)s and %(last)s %(month)s %(year)s") % {
            "first": starts.day,
            "last": ends.day,
            "month": date_format(starts, "F"),
            "year": starts.year,
        }
    return _("between %(first)s and %(last)s") % {
        "first": _exact(starts),
        "last": _exact(ends),
    }


_SAY: dict[str, Callable[[dt.date, dt.date | None], str]] = {
    Precision.DAY: _days,
    Precision.MONTH: _month,
    Precision.YEAR: _year,
    Precision.FROM: _from,
    Precision.AROUND: _around,
    Precision.BETWEEN: _between,
}


def say_dates(starts: dt.date | None, ends: dt.date | None, precision: str) -> str:
    """Say a span in the active language, never more exactly than it is known."""
    if starts is None or precision not in _SAY:
        return _("date unknown")
    return _SAY[precision](starts, ends)
