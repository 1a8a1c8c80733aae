"""The Conference's own rules, each with its clause of the 2015 Action Plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cms.conference.dates import Precision

if TYPE_CHECKING:
    from cms.conference.models import Meeting

# Partners submit their reports at least 30 days before each meeting (III.d).
REPORTS_BEFORE_MEETING = dt.timedelta(days=30)


def reports_due_on(meeting: Meeting) -> dt.date | None:
    """Return the last day for partners' reports to a meeting (III.d).

    None where the day on which the meeting begins is not known.
    """
    if meeting.starts_on is None or meeting.precision != Precision.DAY:
        return None
    return meeting.starts_on - REPORTS_BEFORE_MEETING
