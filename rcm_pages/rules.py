"""The Conference's rules, each with its clause of the 2015 Action Plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.dates import Precision

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from cms.conference.models import Meeting


@dataclass(frozen=True)
class DaysBefore:
    """A paper due a number of days before a meeting of one of some bodies."""

    clause: str
    days: int
    bodies: frozenset[str]
    # What is due, and from whom, for readers.
    name: str | Promise = ""

    def due_on(self, meeting_starts_on: dt.date) -> dt.date:
        """Return the last day on which the paper is in time."""
        return meeting_starts_on - dt.timedelta(days=self.days)


@dataclass(frozen=True)
class Due:
    """What is due before one meeting, and by when."""

    rule: DaysBefore
    day: dt.date
    is_over: bool


# Reports of international organizations, observers and guests: 30 days before each
# meeting.
PARTNER_REPORTS = DaysBefore(
    "III.d",
    30,
    frozenset({"vm", "rcgm"}),
    _("Reports of international organizations, observers and guests"),
)
# The Secretariat's financial report: e-mailed 40 days before the RCGM.
FINANCIAL_REPORT = DaysBefore(
    "V.c", 40, frozenset({"rcgm"}), _("Financial report of the Secretariat")
)


def reports_due_on(meeting: Meeting) -> dt.date | None:
    """Return the last day for partners' reports to a meeting (III.d).

    None where the day on which the meeting begins is not known.
    """
    starts_on = first_day_of(meeting)
    return PARTNER_REPORTS.due_on(starts_on) if starts_on else None


def first_day_of(meeting: Meeting) -> dt.date | None:
    """Return the day on which a meeting begins; None where it is not known."""
    is_known = meeting.precision in (Precision.DAY, Precision.FROM)
    return meeting.starts_on if is_known else None


def due_before(meeting: Meeting) -> list[Due]:
    """Return what is due before a meeting (III.d, V.c), the earliest first.

    Nothing where the day on which the meeting begins is not known.
    """
    starts_on = first_day_of(meeting)
    if starts_on is None:
        return []
    today = timezone.localdate()
    rules = [
        rule
        for rule in (PARTNER_REPORTS, FINANCIAL_REPORT)
        if meeting.body.code in rule.bodies
    ]
    days = [(rule.due_on(starts_on), rule) for rule in rules]
    found = [Due(rule, day, is_over=day < today) for day, rule in days]
    return sorted(found, key=lambda due: due.day)
