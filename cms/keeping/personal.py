"""Which personal data fall due: accounts of people who left, lists of delegations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import CharField, DateTimeField, Exists, Max, OuterRef, Q
from django.db.models import Subquery as Sub
from django.db.models.functions import Cast
from django.utils import timezone

from cms.accounts.models import User
from cms.audit.models import Event
from cms.conference.forgetting import NO_NAME
from cms.conference.models import AccreditedPerson, Appointment, Invitation, Meeting
from cms.keeping.classes import ACCOUNT, DELEGATION_LIST, class_for
from cms.keeping.due import years_after
from cms.keeping.models import Keep

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from cms.keeping.models import RetentionClass

CLOSED = "accounts.deactivated"


class Term(NamedTuple):
    """An account or a meeting, and the day on which its names may be removed."""

    subject: User | Meeting
    # None: its class keeps it for ever, or nobody knows from when to count.
    due_on: dt.date | None

    @property
    def is_over(self) -> bool:
        """Whether the years have passed."""
        return self.due_on is not None and self.due_on <= timezone.localdate()


def closed_accounts() -> QuerySet[User]:
    """Return closed accounts that still have a name, with what their term is told by.

    Those who hold an appointment that has not ended are still in office.
    """
    told = Event.objects.filter(
        verb=CLOSED,
        subject_type="accounts.user",
        subject_id=Cast(OuterRef("pk"), CharField()),
    )
    in_office = Appointment.objects.filter(person=OuterRef("pk")).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    )
    latest = told.order_by("-at", "-pk").values("at")[:1]
    people: QuerySet[User] = User.objects.filter(
        is_active=False, personal_data_removed_at__isnull=True
    )
    return people.annotate(
        closed_at=Sub(latest, output_field=DateTimeField()),
        left_on=Max("appointments__ends_on"),
        is_in_office=Exists(in_office),
    ).order_by("pk")


def term_of_account(person: Any, row: RetentionClass | None = None) -> Term:
    """Return the term of a row of ``closed_accounts``: from the last that is known."""
    row = row or class_for(ACCOUNT)
    instants = (person.closed_at, person.last_login, person.date_joined)
    days = [timezone.localdate(instant) for instant in instants if instant]
    days += [person.left_on] if person.left_on else []
    return Term(person, None if person.is_in_office else _due(row, max(days)))


def is_invited_again(person: User) -> bool:
    """Tell whether somebody waits for this person to come back."""
    waiting = Invitation.objects.waiting().filter(email__iexact=person.email)
    return waiting.filter(expires_at__gt=timezone.now()).exists()


def listed_meetings() -> QuerySet[Meeting]:
    """Return the meetings whose lists still have names."""
    named = AccreditedPerson.objects.exclude(name=NO_NAME)
    of_meeting = named.filter(accreditation__meeting=OuterRef("pk"))
    return Meeting.objects.filter(Exists(of_meeting)).order_by("pk")


def term_of_meeting(meeting: Meeting, row: RetentionClass | None = None) -> Term:
    """Return the term of a meeting's lists; without a known day there is none."""
    row = row or class_for(DELEGATION_LIST)
    held = meeting.ends_on or meeting.starts_on
    return Term(meeting, _due(row, held) if held else None)


def _due(row: RetentionClass, since: dt.date) -> dt.date | None:
    return None if row.keep == Keep.FOR_EVER else years_after(since, row.years or 0)


def terms() -> tuple[list[Term], list[Term]]:
    """Return what has a term: accounts, then meetings; what is due first."""

    def by_day(term: Term) -> tuple[bool, Any]:
        return term.due_on is None, term.due_on

    of_accounts, of_lists = class_for(ACCOUNT), class_for(DELEGATION_LIST)
    people = [term_of_account(each, of_accounts) for each in closed_accounts()]
    meetings = listed_meetings().select_related("body")
    lists = [term_of_meeting(each, of_lists) for each in meetings]
    return sorted(people, key=by_day), sorted(lists, key=by_day)
