"""Who is who at an instant, from dated appointments, terms and deputies.

``at=None`` asks about now, or about the instant of the decision under way
(``cms.conference.moment``). Whoever decides something asks so, and passes no instant:
only then does a term once seen to have begun count as begun whatever the clock says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.conference import moment
from cms.conference.models import Appointment, Deputy, Party, Role
from cms.conference.presidency import presiding_party

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from cms.accounts.models import User

DECIDING_ROLES = (Role.HEAD_OF_DELEGATION,)
KEEPING_ROLES = (Role.COORDINATOR, Role.ARCHIVIST)
SECRETARIAT_ROLES = (Role.COORDINATOR, Role.EDITOR, Role.ARCHIVIST)


def _day(at: dt.datetime | None) -> dt.date:
    return timezone.localdate(at or moment.now())


def appointments_of(user: Any, at: dt.datetime | None = None) -> list[Appointment]:
    """Return a person's appointments in force at an instant; none if signed out."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    return list(
        Appointment.objects.filter(person=user).on(_day(at)).select_related("party")
    )


def parties_of(user: Any, at: dt.datetime | None = None) -> list[Party]:
    """Return the parties to which a person belongs at an instant, each once."""
    found = {a.party_id: a.party for a in appointments_of(user, at)}
    return list(found.values())


def _works_there(appointment: Appointment, roles: Collection[str]) -> bool:
    return (
        appointment.party.kind == Party.Kind.SECRETARIAT and appointment.role in roles
    )


def is_secretariat(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person works for the Secretariat."""
    return any(_works_there(a, SECRETARIAT_ROLES) for a in appointments_of(user, at))


def is_coordinator(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person coordinates the Secretariat."""
    return any(_works_there(a, (Role.COORDINATOR,)) for a in appointments_of(user, at))


def is_archivist(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person is an archivist of the Secretariat."""
    return any(_works_there(a, (Role.ARCHIVIST,)) for a in appointments_of(user, at))


def is_keeper(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person keeps the archive: the Coordinator and the archivists."""
    return any(_works_there(a, KEEPING_ROLES) for a in appointments_of(user, at))


def is_focal_point(user: Any, party: Party, at: dt.datetime | None = None) -> bool:
    """Tell whether a person is the focal point of a party (Action Plan, V.a)."""
    return any(
        a.party_id == party.pk and a.role == Role.FOCAL_POINT
        for a in appointments_of(user, at)
    )


def _absent(
    user: Any,
    party: Party,
    roles: Collection[str],
    at: dt.datetime | None,
) -> User | None:
    """Return whom a person of a party stands in for, while that one has the right."""
    deputies = Deputy.objects.in_force(at).filter(
        deputy=user, party=party, person__is_active=True
    )
    for deputation in deputies.select_related("person"):
        own = Appointment.objects.filter(
            person=deputation.person_id, party=party, role__in=roles
        )
        if own.on(_day(at)).exists():
            return deputation.person
    return None


def _duty(user: Any, at: dt.datetime | None) -> tuple[Party | None, User | None]:
    """Return the presiding party for which a person decides, and in whose place."""
    appointments = appointments_of(user, at)
    presiding = presiding_party(at) if appointments else None
    own = [a for a in appointments if presiding and a.party_id == presiding.pk]
    if presiding is None or not own:
        return None, None
    if any(a.role in DECIDING_ROLES for a in own):
        return presiding, None
    absent = _absent(user, presiding, DECIDING_ROLES, at)
    return (presiding, absent) if absent else (None, None)


def _clearance(user: Any, at: dt.datetime | None) -> tuple[bool, User | None]:
    """Tell whether a person clears for the Secretariat, and in whose place."""
    own = [a for a in appointments_of(user, at) if _works_there(a, SECRETARIAT_ROLES)]
    if any(a.role == Role.COORDINATOR for a in own):
        return True, None
    for appointment in own:
        absent = _absent(user, appointment.party, (Role.COORDINATOR,), at)
        if absent:
            return True, absent
    return False, None


def deciding_party(user: Any, at: dt.datetime | None = None) -> Party | None:
    """Return the presiding party for which a person decides, if they do.

    They are a decider of the delegation that presides, or the named deputy of one.
    """
    return _duty(user, at)[0]


def may_decide(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person decides for the delegation that presides at an instant."""
    return deciding_party(user, at) is not None


def may_clear(user: Any, at: dt.datetime | None = None) -> bool:
    """Tell whether a person gives the Secretariat's clearance: the Coordinator, or
    the deputy named for an absence.
    """
    return _clearance(user, at)[0]


def deputised_by(user: Any, at: dt.datetime | None = None) -> User | None:
    """Return in whose place a person decides or clears; None by their own right."""
    return _duty(user, at)[1] or _clearance(user, at)[1]


def capacity_of(user: Any, at: dt.datetime | None = None) -> str:
    """Return the highest capacity of a person, such as ``presidency:GT``.

    The Presidency goes before the Secretariat, that before a delegation; a person
    without an appointment has none (an empty string). A deputy has the capacity of
    the one they stand in for; the event says for whom.
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
