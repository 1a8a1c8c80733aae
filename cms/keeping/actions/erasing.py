"""Removing personal data whose time is over: begun by a keeper, done piece by piece.

What the record of decisions says stays as it is: its events are never rewritten. They
are shown with role and party, no longer with the name (``Event.shown_name``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.accounts.erasing import erase
from cms.accounts.models import User
from cms.audit.actions import record as record_event
from cms.conference.forgetting import forget_listed, forget_person
from cms.conference.models import Meeting
from cms.conference.permissions import capacity_of, is_keeper
from cms.distribution.forgetting import forget_notices
from cms.keeping import personal
from cms.keeping.actions.retention import LONGEST_REASON, RetentionError, stated
from cms.keeping.models import Erasure

if TYPE_CHECKING:
    from cms.keeping.personal import Term

BEGUN, ENDED = "keeping.erasure_begun", "keeping.erasure_ended"
# Rows of one piece, so that others write in between.
PIECE = 500


def may_erase(user: Any) -> bool:
    """Tell whether a person removes personal data at all: who keeps the archive."""
    return is_keeper(user)


def reason_against(user: Any, subject: User | Meeting) -> str:
    """Say why personal data stay; empty if they may be removed now."""
    if not may_erase(user):
        return _("Who keeps the archive removes personal data.")
    return _of_account(user, subject) if isinstance(subject, User) else _of(subject)


def _of_account(user: Any, person: User) -> str:
    if person.pk == user.pk or person.is_active:
        return _("This account is open. Close it first.")
    row: Any = personal.closed_accounts().filter(pk=person.pk).first()
    if row is None:
        return _("Its personal data were removed.")
    if row.is_in_office:
        return _("This person still holds an appointment. End it first.")
    if personal.is_invited_again(row):
        return _("This person has been invited again.")
    return _inside(personal.term_of_account(row))


def _of(meeting: Meeting) -> str:
    if not personal.listed_meetings().filter(pk=meeting.pk).exists():
        return _("Its lists hold no names.")
    return _inside(personal.term_of_meeting(meeting))


def _inside(term: Term) -> str:
    if term.is_over:
        return ""
    if term.due_on is None:
        return _("By the table, or because its day is not known, it is kept.")
    day = date_format(term.due_on, "SHORT_DATE_FORMAT")
    return _("By the table it is kept until %(day)s.") % {"day": day}


@transaction.atomic
def begin_erasure(*, subject: User | Meeting, reason: str, by: User) -> Erasure:
    """Remove the personal data of a closed account, or of a meeting's lists, for good.

    An account loses its name in this step; the worker does the rest. Begun already, it
    is given back as it is. Raises PermissionDenied, and RetentionError with a message
    for the person while the account is open or inside its term.
    """
    if not may_erase(by):
        raise PermissionDenied
    is_account = isinstance(subject, User)
    name = "person" if is_account else "meeting"
    model: Any = User if is_account else Meeting
    locked = model.objects.select_for_update(of=("self",)).get(pk=subject.pk)
    found = Erasure.objects.filter(**{name: locked}).first()
    if found and found.state == Erasure.State.RUNNING:
        return found
    against = reason_against(by, locked)
    if against:
        raise RetentionError(against)
    reason = stated(reason)[:LONGEST_REASON]
    now = timezone.now()
    values = {"reason": reason, "begun_at": now, "begun_by": by, "moved_at": now}
    # The lists of a meeting may have been added to since.
    begun, _made = Erasure.objects.update_or_create(
        **{name: locked}, defaults={**values, "state": Erasure.State.RUNNING}
    )
    if is_account:
        begun.rows = forget_person(person=locked, email=locked.email)
        begun.save(update_fields=["rows"])
        erase(person=locked)
    _tell(BEGUN, begun, by, reason=reason)
    _queue(begun)
    return begun


def _queue(row: Erasure) -> None:
    from cms.keeping.tasks import remove_personal_data

    remove_personal_data.enqueue(erasure_id=row.pk)


def _tell(verb: str, row: Erasure, by: User | None, **data: Any) -> None:
    subject = row.person or row.meeting
    assert subject is not None  # noqa: S101 - the database says so
    record_event(
        verb=verb,
        subject=subject,
        by=by,
        capacity=capacity_of(by) if by else "",
        data=data,
    )


@transaction.atomic
def erase_on(*, erasure: Erasure) -> Erasure:
    """Do the next piece; after the last one it is done, with its event. Idempotent."""
    row = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    if row.state == Erasure.State.DONE:
        return row
    if row.person:
        gone = forget_notices(person=row.person, most=PIECE)
    elif row.meeting:
        gone = forget_listed(meeting=row.meeting, most=PIECE)
    row.rows += gone
    row.moved_at = timezone.now()
    if not gone:
        row.state = Erasure.State.DONE
        _tell(ENDED, row, None, records=row.rows)
    row.save(update_fields=["rows", "moved_at", "state"])
    return row
