"""Who is who at an instant, from dated appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.conference.models import Appointment, Party, Role
from cms.conference.presidency import presiding_party

if TYPE_CHECKING:
    import datetime as dt

DECIDING_ROLES = (Role.HEAD_OF_DELEGATION,)
SECRETARIAT_ROLES = (Role.COORDINATOR, Role.EDITOR)


def appointments_of(user: Any, at: dt.datetime | None = None) -> list[Appointment]:
    """Return a person's appointments in force at an instant; none if signed out."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    day = timezone.localdate(at or timezone.now())
    return list(Appointment.objects.filter(person=user).on(day).select_related("party"))


def is_secretariat(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person works for the Secretariat."""
    return any(
        appointment.party.kind == Party.Kind.SECRETARIAT
        and appointment.role in SECRETARIAT_ROLES
        for appointment in appointments_of(user, at)
    )


def is_coordinator(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person coordinates the Secretariat."""
    return any(
        appointment.party.kind == Party.Kind.SECRETARIAT
        and appointment.role == Role.COORDINATOR
        for appointment in appointments_of(user, at)
    )


def may_decide(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person decides for the delegation that presides at an instant."""
    return deciding_party(user, at) is not None


def deciding_party(user: Any, at: dt.datetime | None = None) -> Party | None:
    """Return the presiding party for which a person decides, if they do."""
    appointments = [
        appointment
        for appointment in appointments_of(user, at)
        if appointment.role in DECIDING_ROLES
    ]
    if not appointments:
        return None
    presiding = presiding_party(at)
    if presiding and any(a.party_id == presiding.pk for a in appointments):
        return presiding
    return None


def capacity_of(user: Any, at: dt.datetime | None = None) -> str:
    """Return the highest capacity of a person, such as ``presidency:GT``.

    The Presidency goes before the Secretariat, that before a delegation; a person
    without an appointment has none (an empty string).
    """
    presiding = deciding_party(user, at)
    if presiding:
        return f"presidency:{presiding.code}"
    appointments = appointments_of(user, at)
    for appointment in appointments:
        if appointment.party.kind == Party.Kind.SECRETARIAT:
            return f"secretariat:{appointment.party.code}"
    if appointments:
        return f"delegation:{appointments[0].party.code}"
    return ""
