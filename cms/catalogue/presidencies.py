"""The line of presidencies: each term with what is known of its edges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.conference.models import Body, Meeting, PresidencyTerm
from cms.conference.numerals import roman
from cms.conference.presidency import current_term, troika
from cms.works import types
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings
from cms.works.models import Work

if TYPE_CHECKING:
    import datetime as dt

    from cms.conference.presidency import Troika

# The papers for which a Presidency is remembered.
MOST_PAPERS = 3
PAST, PRESENT, NEXT = "past", "present", "next"


@dataclass(frozen=True)
class Station:
    """A term on the line, its meetings, and what they decided."""

    term: PresidencyTerm
    tense: str
    meetings: list[Meeting] = field(default_factory=list)
    papers: list[Work] = field(default_factory=list)

    @property
    def numeral(self) -> str:
        """The number of the term, as the Conference writes it."""
        return roman(self.term.ordinal)

    @property
    def start(self) -> str:
        """The beginning in words."""
        if self.term.starts_at:
            return _day(self.term.starts_at)
        return _("not set yet") if self.tense == NEXT else _("not known")

    @property
    def end(self) -> str:
        """The end in words."""
        if self.term.ends_at:
            return _day(self.term.ends_at)
        if self.tense == PAST:
            return _("not known")
        return _("the next one begins")

    @property
    def is_uncertain(self) -> bool:
        """Whether one of the edges that lie behind us is not known."""
        unknown_end = self.tense == PAST and self.term.ends_at is None
        return self.tense != NEXT and (self.term.starts_at is None or unknown_end)


@dataclass(frozen=True)
class Line:
    """All presidencies, the latest first, and who presides today."""

    present: PresidencyTerm | None
    troika: Troika
    stations: list[Station]


def _day(instant: dt.datetime) -> str:
    return date_format(timezone.localtime(instant), "DATE_FORMAT")


def _tense(term: PresidencyTerm, present: PresidencyTerm | None) -> str:
    if present is None or term.ordinal > present.ordinal:
        return NEXT
    return PRESENT if term.pk == present.pk else PAST


def _meetings(held: Any) -> dict[int, list[Meeting]]:
    """Return the meetings that the terms are counted by, by their ordinal."""
    found = (
        Meeting.objects.filter(
            body__kind=Body.Kind.VICE_MINISTERS, ordinal__isnull=False
        )
        .exclude(pk__in=hidden_meetings(held))
        .select_related("body", "host")
        .prefetch_related("pages")
    )
    by_ordinal: dict[int, list[Meeting]] = {}
    for meeting in found:
        by_ordinal.setdefault(meeting.ordinal or 0, []).append(meeting)
    return by_ordinal


def _papers(meetings: list[Meeting], held: Any) -> dict[int, list[Work]]:
    """Return the first papers of meetings that only a Presidency can adopt."""
    codes = [each.code for each in types.all_types() if each.needs_presidency]
    found = (
        Work.objects.settled()
        .open_to(held)
        .filter(meeting__in=meetings, type_code__in=codes)
    )
    # A meeting may have thousands: what is not shown is not fetched whole.
    rows = found.order_by("pk").values_list("meeting", "type_code", "pk")
    chosen: dict[int, list[int]] = {}
    for meeting, _code, pk in sorted(rows, key=lambda row: codes.index(row[1])):
        of_meeting = chosen.setdefault(meeting, [])
        if len(of_meeting) < MOST_PAPERS:
            of_meeting.append(pk)
    wanted = [pk for keys in chosen.values() for pk in keys]
    works = Work.objects.with_faces().in_bulk(wanted)
    return {meeting: [works[pk] for pk in keys] for meeting, keys in chosen.items()}


def line_for(user: Any) -> Line:
    """Return the line as a person may see it, in a fixed number of questions."""
    held = tokens_for(user)
    present = current_term()
    meetings = _meetings(held)
    papers = _papers([m for some in meetings.values() for m in some], held)
    terms = PresidencyTerm.objects.select_related("party").order_by("-ordinal")
    return Line(
        present,
        troika(),
        [
            Station(
                term,
                _tense(term, present),
                meetings.get(term.ordinal, []),
                [
                    work
                    for meeting in meetings.get(term.ordinal, [])
                    for work in papers.get(meeting.pk, [])
                ],
            )
            for term in terms
        ],
    )
