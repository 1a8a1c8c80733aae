"""The reports that a partner still has to hand in (III.d)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from cms.works.states import WorkState
from rcm_pages.partner_reports.actions import reports_of
from rcm_pages.partner_reports.forms import coming_meetings
from rcm_pages.rules import reports_due_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cms.conference.models import Meeting, Party
    from cms.works.models import Work


class DueReport(NamedTuple):
    """A meeting for which a partner has handed nothing in yet."""

    meeting: Meeting
    day: dt.date
    is_late: bool


def due_reports(
    user: Any, party: Party, own: Iterable[Work] | None = None
) -> list[DueReport]:
    """Return the meetings to come for which a partner has no report yet.

    ``own`` are the partner's reports, where the caller has asked for them already.
    """
    today = timezone.localdate()
    reports = reports_of(party) if own is None else own
    handed_in = {w.meeting_id for w in reports if w.state != WorkState.DRAFT}
    return [
        DueReport(meeting, day, day < today)
        for meeting in coming_meetings(user)
        if meeting.pk not in handed_in and (day := reports_due_on(meeting))
    ]
