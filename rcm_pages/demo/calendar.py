"""Fictional meetings after the last one known, and the Presidencies that go with them.

Everything is dated from the day on which the demonstration is made, so that there is
always a Presidency in office and a meeting to come.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.audit.actions import record as record_event
from cms.conference.actions import enter_past_term, name_successor
from cms.conference.models import Body, Meeting, Party, PresidencyTerm

if TYPE_CHECKING:
    from cms.accounts.models import User

PAST, PRESENT, FOLLOWING = (30, "GT"), (31, "CR"), (32, "DO")
SOURCE = "Fictional: made for the demonstration"
# A Presidency changes at the close of the meeting, on the afternoon of its second day.
_HANDOVER_MONTH, _HANDOVER_DAY, _HANDOVER_HOUR = 12, 4, 17
_TO_CONSULTATION_GROUP = dt.timedelta(days=16)
_TO_VICE_MINISTERS = dt.timedelta(days=56)
_ONE_DAY = dt.timedelta(days=1)
_WEDNESDAY = 2


def last_handover(now: dt.datetime) -> dt.datetime:
    """Return the last 4 December, 17:00 local time, that is a month or more ago."""
    local = timezone.localtime(now)
    handover = local.replace(
        month=_HANDOVER_MONTH,
        day=_HANDOVER_DAY,
        hour=_HANDOVER_HOUR,
        minute=0,
        second=0,
        microsecond=0,
    )
    while handover > local - dt.timedelta(days=30):
        handover = handover.replace(year=handover.year - 1)
    return handover


def next_wednesday(day: dt.date) -> dt.date:
    """Return the day, or the first Wednesday after it: meetings begin mid-week."""
    return day + dt.timedelta(days=(_WEDNESDAY - day.weekday()) % 7)


def _meeting(
    *,
    body: str,
    ordinal: int | None,
    starts_on: dt.date,
    city: tuple[str, str],
    host: str,
    theme: tuple[str, str] = ("", ""),
    by: User | None,
) -> Meeting:
    key = {"body": Body.objects.get(code=body), "ordinal": ordinal}
    meeting, made = Meeting.objects.get_or_create(
        **key,
        is_fictional=True,
        defaults={
            "starts_on": starts_on,
            "ends_on": starts_on + _ONE_DAY,
            "city_en": city[0],
            "city_es": city[1],
            "host": Party.objects.get(code=host),
            "theme_en": theme[0],
            "theme_es": theme[1],
            "status": Meeting.Status.HELD
            if starts_on < timezone.localdate()
            else Meeting.Status.ANNOUNCED,
            "source": SOURCE,
        },
    )
    if made:
        record_event(verb="demo.meeting_made", subject=meeting, by=by)
    return meeting


def make_meetings(*, by: User | None = None) -> list[Meeting]:
    """Make the XXX and XXXI meetings and one of the Consultation Group, once."""
    today = timezone.localdate()
    closed_on = last_handover(timezone.now()).date()
    san_jose = ("San José", "San José")
    return [
        _meeting(
            body="vm",
            ordinal=PAST[0],
            starts_on=closed_on - _ONE_DAY,
            city=("Guatemala City", "Ciudad de Guatemala"),
            host=PAST[1],
            theme=(
                "A Memory for the Conference",
                "Una memoria para la Conferencia",
            ),
            by=by,
        ),
        _meeting(
            body="vm",
            ordinal=PRESENT[0],
            starts_on=next_wednesday(today + _TO_VICE_MINISTERS),
            city=san_jose,
            host=PRESENT[1],
            theme=(
                "Work, Dignity and Orderly Migration",
                "Trabajo, dignidad y migración ordenada",
            ),
            by=by,
        ),
        _meeting(
            body="rcgm",
            ordinal=None,
            starts_on=next_wednesday(today + _TO_CONSULTATION_GROUP),
            city=san_jose,
            host=PRESENT[1],
            by=by,
        ),
    ]


def make_presidencies(*, by: User | None = None) -> None:
    """Let Guatemala have presided, Costa Rica preside, and name who comes next; once.

    The present term has no end: it holds over until a successor begins.
    """
    if PresidencyTerm.objects.filter(ordinal=PRESENT[0]).exists():
        return
    handover = last_handover(timezone.now())
    before = handover.replace(year=handover.year - 1)
    for (ordinal, code), starts_at in ((PAST, before), (PRESENT, handover)):
        enter_past_term(
            party=Party.objects.get(code=code),
            ordinal=ordinal,
            starts_at=starts_at,
            is_fictional=True,
            by=by,
        )
    name_successor(
        party=Party.objects.get(code=FOLLOWING[1]),
        ordinal=FOLLOWING[0],
        is_fictional=True,
        by=by,
    )
    PresidencyTerm.objects.filter(ordinal__gte=PAST[0]).update(source=SOURCE)
