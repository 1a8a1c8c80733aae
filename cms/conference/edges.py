"""The beginning or the end of a dated fact: a span of days in which it may lie.

Whatever precision an edge is known with, two days follow from it: the earliest and the
latest on which it can be. Rights ask only these (see ADR 9).
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.conference.dates import Precision, say_dates

# "Around a day" is taken as a month before and after it.
AROUND = dt.timedelta(days=31)
# What an edge may be known to; "first day only" is for meetings.
EDGE_PRECISIONS = (
    Precision.DAY,
    Precision.MONTH,
    Precision.YEAR,
    Precision.AROUND,
    Precision.BETWEEN,
    Precision.UNKNOWN,
)


def _month(day: dt.date) -> tuple[dt.date, dt.date]:
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def _year(day: dt.date) -> tuple[dt.date, dt.date]:
    return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)


@dataclass(frozen=True)
class Edge:
    """An edge as stored: a day, the latest day it may be, and what is known of it."""

    on: dt.date | None = None
    by: dt.date | None = None
    precision: str = Precision.UNKNOWN

    @property
    def bounds(self) -> tuple[dt.date | None, dt.date | None]:
        """The earliest and the latest day on which it can lie; None: no bound."""
        if self.precision in (Precision.BETWEEN, Precision.UNKNOWN):
            return self.on, self.by
        if self.on is None:
            return None, None
        if self.precision == Precision.MONTH:
            return _month(self.on)
        if self.precision == Precision.YEAR:
            return _year(self.on)
        if self.precision == Precision.AROUND:
            return self.on - AROUND, self.on + AROUND
        return self.on, self.on

    @property
    def earliest(self) -> dt.date | None:
        """The earliest day on which it can lie."""
        return self.bounds[0]

    @property
    def latest(self) -> dt.date | None:
        """The latest day on which it can lie."""
        return self.bounds[1]

    def __str__(self) -> str:
        """Say it in the active language, no more exactly than it is known."""
        if self.precision != Precision.UNKNOWN:
            return say_dates(self.on, self.by, self.precision)
        if self.on and self.by:
            return say_dates(self.on, self.by, Precision.BETWEEN)
        if self.by:
            return _("on an unknown day, at the latest %(day)s") % {
                "day": date_format(self.by, "DATE_FORMAT")
            }
        if self.on:
            return _("on an unknown day, not before %(day)s") % {
                "day": date_format(self.on, "DATE_FORMAT")
            }
        return _("on an unknown day")
