"""The meeting that comes next: in how many days, what is due, what has arrived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.conference.models import Meeting
from cms.works.meetings import hidden_meetings
from cms.works.models import Work
from cms.works.types import all_types
from rcm_pages.rules import Due, due_before, first_day_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.works.models import WorkQuerySet

# A meeting known by its year alone may be stored as that year's first day.
_LONGEST_DOUBT = dt.timedelta(days=366)
_SHOWN = 3


@dataclass(frozen=True)
class Coming:
    """The next meeting as a reader who holds some tokens may know it."""

    meeting: Meeting
    held: Collection[str]

    @cached_property
    def due(self) -> list[Due]:
        """What is due before it, each with its clause."""
        return due_before(self.meeting)

    @property
    def in_words(self) -> str:
        """How far off it is; empty where its first day is not known."""
        return say_distance(self.meeting)

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """How many papers of each type have arrived for it, the first type first."""
        rows = dict(
            self._papers.order_by()
            .values_list("type_code")
            .annotate(number=Count("pk"))
            .values_list("type_code", "number")
        )
        order = [each.code for each in all_types()]
        known = [(code, rows.pop(code)) for code in order if code in rows]
        return [*known, *sorted(rows.items())]

    @property
    def total(self) -> int:
        """How many papers have arrived for it."""
        return sum(number for _code, number in self.counts)

    @cached_property
    def latest(self) -> list[Work]:
        """The papers that arrived last."""
        works = self._papers.with_faces().order_by("-settled_at", "-pk")
        return list(works[:_SHOWN])

    @property
    def _papers(self) -> WorkQuerySet:
        return Work.objects.settled().open_to(self.held).filter(meeting=self.meeting)


def say_distance(meeting: Meeting) -> str:
    """Say how far off a meeting is, such as "in 12 days"; empty if nobody knows."""
    first = first_day_of(meeting)
    if first is None:
        return ""
    days = (first - timezone.localdate()).days
    if days > 1:
        said = ngettext("in %(days)s day", "in %(days)s days", days)
        return said % {"days": days}
    if days == 1:
        return _("tomorrow")
    return _("begins today") if days == 0 else _("under way")


def _order(meeting: Meeting) -> tuple[dt.date, dt.date]:
    """Sort by the day from which it is certain that the meeting has begun."""
    days = meeting.possible_days
    first = first_day_of(meeting)
    last = days[1] if days else dt.date.max
    return (max(first, timezone.localdate()) if first else last, last)


def next_meeting(held: Collection[str]) -> Coming | None:
    """Return the next meeting that a holder of tokens may see, one under way first.

    A date known to the month or the year is over when that month or year is.
    """
    today = timezone.localdate()
    near = (
        Meeting.objects.exclude(status=Meeting.Status.CANCELLED)
        .exclude(pk__in=hidden_meetings(held))
        .filter(starts_on__gte=today - _LONGEST_DOUBT)
        .select_related("body", "host")
    )
    to_come = [m for m in near if m.possible_days and m.possible_days[1] >= today]
    if not to_come:
        return None
    first = min(to_come, key=_order)
    prefetch_related_objects([first], "pages")
    return Coming(first, held)
