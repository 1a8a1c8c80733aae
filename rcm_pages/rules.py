"""The Conference's rules, each with its clause of the 2015 Action Plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.conference.dates import Precision

if TYPE_CHECKING:
    from cms.conference.models import Meeting


@dataclass(frozen=True)
class DaysBefore:
    """A paper due a number of days before a meeting of one of some bodies."""

    clause: str
    days: int
    bodies: frozenset[str]

    def due_on(self, meeting_starts_on: dt.date) -> dt.date:
        """Return the last day on which the paper is in time."""
        return meeting_starts_on - dt.timedelta(days=self.days)


# Reports of international organizations, observers and guests: 30 days before each
# meeting.
PARTNER_REPORTS = DaysBefore("III.d", 30, frozenset({"vm", "rcgm"}))
# The Secretariat's financial report: e-mailed 40 days before the RCGM.
FINANCIAL_REPORT = DaysBefore("V.c", 40, frozenset({"rcgm"}))


def reports_due_on(meeting: Meeting) -> dt.date | None:
    """Return the last day for partners' reports to a meeting (III.d).

    None where the day on which the meeting begins is not known.
    """
    if meeting.starts_on is None or meeting.precision != Precision.DAY:
        return None
    return PARTNER_REPORTS.due_on(meeting.starts_on)
