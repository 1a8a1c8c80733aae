"""The dates and events that every installation has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.audit.models import Event
from cms.conference.dates import Precision
from cms.conference.models import Meeting
from cms.content_rules.subjects import MEETING, Subject
from cms.content_rules.triggers import DateTrigger, register_date, register_event
from cms.works.models import Release, Work
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.content_rules.reckoning import Base

    Dates = Callable[[dt.date, dt.date], Iterator[tuple[Subject, Base]]]

SUBMITTED = "approval.submitted"


def _instants(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return the instants that certainly hold these days, wherever the clock is."""
    start = dt.datetime.combine(first, dt.time.min, tzinfo=dt.UTC)
    end = dt.datetime.combine(last, dt.time.max, tzinfo=dt.UTC)
    day = dt.timedelta(days=1)
    earliest = dt.datetime.min.replace(tzinfo=dt.UTC)
    latest = dt.datetime.max.replace(tzinfo=dt.UTC)
    return (
        start - day if start - earliest > day else earliest,
        end + day if latest - end > day else latest,
    )


def _meetings(field: str) -> Dates:
    """Meetings by one of their days, as far as it is known to the day."""

    def dates(first: dt.date, last: dt.date) -> Iterator[tuple[Subject, Base]]:
        known = Meeting.objects.filter(precision=Precision.DAY).select_related("body")
        for meeting in known.filter(**{f"{field}__range": (first, last)}):
            yield Subject(of_meeting=meeting), getattr(meeting, field)

    return dates


def _papers(field: str) -> Dates:
    """Works by a day of their meeting, as far as it is known to the day."""

    def dates(first: dt.date, last: dt.date) -> Iterator[tuple[Subject, Base]]:
        works = _works().filter(
            **{
                "meeting__precision": Precision.DAY,
                f"meeting__{field}__range": (first, last),
            }
        )
        for work in works:
            yield Subject(work=work), getattr(work.meeting, field)

    return dates


def _works() -> QuerySet[Work]:
    return Work.objects.with_faces()


def _dated(first: dt.date, last: dt.date) -> Iterator[tuple[Subject, Base]]:
    for work in _works().filter(dated_on__range=(first, last)):
        if work.dated_on:
            yield Subject(work=work), work.dated_on


def _instant(field: str) -> Dates:
    """Works by an instant of their own."""

    def dates(first: dt.date, last: dt.date) -> Iterator[tuple[Subject, Base]]:
        span = _instants(first, last)
        for work in _works().filter(**{f"{field}__range": span}):
            yield Subject(work=work), getattr(work, field)

    return dates


def _submitted(first: dt.date, last: dt.date) -> Iterator[tuple[Subject, Base]]:
    """Works that still wait, by their latest submission."""
    waiting = {
        str(work.pk): work for work in _works().filter(state=WorkState.IN_APPROVAL)
    }
    events = Event.objects.filter(
        verb=SUBMITTED, subject_type="works.work", subject_id__in=waiting
    ).order_by("at", "id")
    latest = dict(events.values_list("subject_id", "at"))
    start, end = _instants(first, last)
    for number, at in latest.items():
        if start <= at <= end:
            yield Subject(work=waiting[number]), at


def _released(first: dt.date, last: dt.date) -> Iterator[tuple[Subject, Base]]:
    """Works by the instants at which a release of theirs opens, or their meeting's."""
    releases = Release.objects.filter(opens_at__range=_instants(first, last))
    own = releases.exclude(work=None).values_list("work_id", "opens_at")
    works = _works().in_bulk([number for number, _at in own if number])
    for number, at in own:
        if number:
            yield Subject(work=works[number]), at
    for release in releases.exclude(meeting=None).order_by("opens_at"):
        for work in _works().filter(meeting=release.meeting, audience=""):
            yield Subject(work=work), release.opens_at


for _verb, _label in (
    ("works.created", _("A text is entered into the archive")),
    ("works.expression_added", _("A language is added to a text")),
    ("approval.submitted", _("A text is submitted for approval")),
    ("approval.cleared", _("A text is cleared by the Secretariat")),
    ("approval.presented", _("A text is presented to the delegations")),
    ("approval.decided", _("The Presidency approves a text")),
    ("works.adopted", _("A text is adopted")),
    ("works.received", _("A report is received")),
    ("works.recorded", _("An older paper is recorded")),
    ("approval.sent_back", _("A text is sent back")),
    ("approval.cancelled", _("An approval is withdrawn")),
    ("works.superseded", _("A text is superseded")),
    ("works.withdrawn", _("A draft is withdrawn")),
    ("documents.attached", _("A file is attached to a text")),
    ("documents.version_added", _("A version of a text's file is added")),
    ("works.audience_set", _("The audience of a text changes")),
    ("works.release_scheduled", _("A release of a text is scheduled")),
    ("works.opened", _("A text is opened to somebody by name")),
    ("works.expiry_set", _("The expiry of a text is set")),
    ("works.collected", _("A text is added to a collection")),
):
    register_event(_verb, _label)

for _trigger in (
    DateTrigger(
        "meeting.starts", _("a meeting begins"), _meetings("starts_on"), MEETING
    ),
    DateTrigger("meeting.ends", _("a meeting ends"), _meetings("ends_on"), MEETING),
    DateTrigger(
        "work.meeting_starts", _("the meeting of a text begins"), _papers("starts_on")
    ),
    DateTrigger(
        "work.meeting_ends", _("the meeting of a text ends"), _papers("ends_on")
    ),
    DateTrigger("work.dated_on", _("the date of a text"), _dated),
    DateTrigger(
        "work.settled_at",
        _("a text was adopted, received or recorded"),
        _instant("settled_at"),
    ),
    DateTrigger("work.submitted", _("a text was submitted, if it waits"), _submitted),
    DateTrigger("work.expires_at", _("a text expires"), _instant("expires_at")),
    DateTrigger("work.released", _("a release of a text opens"), _released),
):
    register_date(_trigger)
