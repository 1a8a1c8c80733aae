"""People who left the Conference, long ago or of late; their removal on the screen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cms.accounts import actions as accounts
from cms.accounts.models import User
from cms.audit.models import Event
from cms.conference.models import Appointment, Meeting
from cms.distribution.models import Notice

if TYPE_CHECKING:
    from tests.conftest import PersonClient

WHY = "As the Secretariat said in May."
LATER = dt.timedelta(days=366 * 3)


def left(person: User, *, by: User) -> User:
    """Let a person leave: their appointments have ended, their account is closed."""
    last = timezone.localdate() - dt.timedelta(days=1)
    Appointment.objects.filter(person=person).update(ends_on=last)
    accounts.deactivate(person=person, reason="Left", by=by)
    return User.objects.get(pk=person.pk)


def long_gone(person: User) -> None:
    """Move everything by which a term is counted into the past."""
    User.objects.filter(pk=person.pk).update(
        date_joined=timezone.now() - 2 * LATER, last_login=timezone.now() - LATER
    )
    Appointment.objects.filter(person=person).update(
        starts_on=timezone.localdate() - 2 * LATER,
        ends_on=timezone.localdate() - LATER,
    )
    told = Event._base_manager.filter(
        verb="accounts.deactivated", subject_id=str(person.pk)
    )
    told.update(at=timezone.now() - LATER)


def screen(subject: User | Meeting) -> str:
    kind = "account" if isinstance(subject, User) else "meeting"
    return reverse("keeping_erase", args=[kind, subject.pk])


def removed(person: PersonClient, subject: User | Meeting, **changes: str):
    sent = {"reason": WHY, "is_meant": "on"} | changes
    return person.post(screen(subject), sent, follow=True)


def notice(person: User, number: int) -> None:
    Notice.objects.create(
        recipient=person,
        kind="x",
        subject_type="works.work",
        subject_id="1",
        key=str(number),
        created_at=timezone.now(),
    )
