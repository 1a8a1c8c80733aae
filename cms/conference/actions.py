"""Every write to parties, appointments and presidency terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q

from cms.audit.actions import record as record_event
from cms.conference.models import Appointment, Party, PresidencyTerm
from cms.conference.permissions import SECRETARIAT_ROLES, capacity_of

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from cms.accounts.models import User

# Wagtail asks groups for rights on pages; entry to the admin stays with appointments.
SECRETARIAT_GROUP = "Secretariat"


@transaction.atomic
def appoint(
    *,
    person: User,
    party: Party,
    role: str,
    starts_on: dt.date | None = None,
    by: User | None,
) -> Appointment:
    """Give a person a role in a party from a day on."""
    appointment, made = Appointment.objects.get_or_create(
        person=person, party=party, role=role, ends_on=None,
        defaults={"starts_on": starts_on},
    )  # fmt: skip
    if not made:
        return appointment
    if party.kind == Party.Kind.SECRETARIAT and role in SECRETARIAT_ROLES:
        person.groups.add(Group.objects.get_or_create(name=SECRETARIAT_GROUP)[0])
    record_event(
        verb="conference.appointed",
        subject=appointment,
        by=by,
        capacity=capacity_of(by),
        data={"person": str(person), "party": party.code, "role": role},
    )
    return appointment


def _end_before(
    others: QuerySet[PresidencyTerm], starts_at: dt.datetime, ordinal: int
) -> None:
    """End at an instant the terms that are open, or ended when this one began."""
    known = PresidencyTerm.objects.filter(ordinal=ordinal).values("starts_at")[:1]
    others.filter(
        Q(ends_at__isnull=True) | Q(ends_at=known), starts_at__lt=starts_at
    ).update(ends_at=starts_at)


@transaction.atomic
def begin_presidency(
    *,
    party: Party,
    ordinal: int,
    starts_at: dt.datetime,
    is_fictional: bool = False,
    by: User | None,
) -> PresidencyTerm:
    """Let a party preside from an instant on; the term before it ends then.

    The same ordinal again puts its beginning right. Raises ValueError if a later term
    has already been entered.
    """
    others = PresidencyTerm.objects.exclude(ordinal=ordinal)
    if others.filter(starts_at__gt=starts_at).exists():
        msg = "A later term has already been entered"
        raise ValueError(msg)
    _end_before(others, starts_at, ordinal)
    term, _made = PresidencyTerm.objects.update_or_create(
        ordinal=ordinal,
        defaults={
            "party": party,
            "starts_at": starts_at,
            "is_fictional": is_fictional,
        },
    )
    record_event(
        verb="conference.presidency_begun",
        subject=term,
        by=by,
        capacity=capacity_of(by),
        data={"party": party.code, "starts_at": starts_at.isoformat()},
    )
    return term
