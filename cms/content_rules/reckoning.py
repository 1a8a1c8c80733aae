"""Days around a date: pure arithmetic on the calendar of the portal's own place."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

# A day or an instant, as the records hold it.
Base = dt.date | dt.datetime


def due(base: Base, shift: int) -> dt.datetime | None:
    """Return the instant that lies ``shift`` days after a date (before, if negative).

    Days are those of the calendar: an instant keeps its time of day though summer time
    begin or end between, a bare day counts from ``CONTENT_RULES_HOUR``. None where the
    calendar ends.
    """
    zone = timezone.get_default_timezone()
    if isinstance(base, dt.datetime):
        local = timezone.localtime(base, zone).replace(tzinfo=None)
    else:
        local = dt.datetime.combine(base, dt.time(hour=settings.CONTENT_RULES_HOUR))
    try:
        moved = (local + dt.timedelta(days=shift)).replace(tzinfo=zone)
        return moved.astimezone(dt.UTC)
    except OverflowError:
        return None


def days_that_matter(
    after: dt.datetime, until: dt.datetime, shift: int
) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day on which a base may lie to be due in a span.

    A day wider on either side than it need be: ``due`` has the last word.
    """
    zone = timezone.get_default_timezone()
    try:
        first = timezone.localtime(after, zone).date() - dt.timedelta(days=shift + 1)
        last = timezone.localtime(until, zone).date() - dt.timedelta(days=shift - 1)
    except OverflowError:
        return None
    return first, last


def as_written(base: Base) -> str:
    """Return a base as the log and the key of a firing hold it."""
    return (
        base.astimezone(dt.UTC).isoformat()
        if isinstance(base, dt.datetime)
        else (base.isoformat())
    )
