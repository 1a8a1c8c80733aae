"""A party's people on one sheet: who is who, since when, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.conference import moment
from cms.conference.appointing import has_begun, has_ended, say_span
from cms.conference.delegations import roles_given_by, say_role
from cms.conference.deputising import DEPUTISED_ROLES
from cms.conference.models import Appointment, Deputy, Invitation, Party, Role
from cms.conference.permissions import is_coordinator

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDER = list(Role)


@dataclass(frozen=True)
class Line:
    """One appointment or invitation: its words, and whether the reader may touch it."""

    record: Any
    role: str
    span: str
    is_yours: bool


@dataclass(frozen=True)
class DeputyLine:
    """One absence with its deputy; whether it is now, and may be revoked."""

    record: Deputy
    is_now: bool
    is_yours: bool


@dataclass(frozen=True)
class Sheet:
    """Everybody of a party, as one reader may see and change it."""

    party: Party
    current: list[Line]
    coming: list[Line]
    past: list[Line]
    invitations: list[Line]
    deputies: list[DeputyLine]
    may_invite: bool
    may_name_deputy: bool


def _lines(records: Iterable[Any], party: Party, given: tuple[Role, ...]) -> list[Line]:
    return [
        Line(
            record,
            say_role(record.role, party),
            say_span(record),
            record.role in given,
        )
        for record in records
    ]


def _deputies(party: Party, user: Any, *, coordinates: bool) -> list[DeputyLine]:
    now = moment.now()
    found = (
        Deputy.objects.standing()
        .filter(party=party, ends_at__gt=now)
        .select_related("person", "deputy")
        .order_by("starts_at")
    )
    return [
        DeputyLine(
            record,
            is_now=record.starts_at <= now,
            is_yours=coordinates or user.pk in (record.person_id, record.deputy_id),
        )
        for record in found
    ]


def sheet_of(party: Party, user: Any) -> Sheet:
    """Return the people of a party as a reader may see and change them now."""
    given = roles_given_by(user, party)
    held = sorted(
        Appointment.objects.filter(party=party).select_related("person", "party"),
        key=lambda a: (_ORDER.index(Role(a.role)), str(a.person)),
    )
    current = [a for a in held if has_begun(a) and not has_ended(a)]
    past = [a for a in held if has_ended(a)]
    past.sort(key=lambda a: str(a.ends_on), reverse=True)
    waiting = Invitation.objects.waiting().filter(party=party)
    coordinates = is_coordinator(user)
    return Sheet(
        party=party,
        current=_lines(current, party, given),
        coming=_lines((a for a in held if not has_begun(a)), party, given),
        past=_lines(past, party, given),
        invitations=_lines(waiting.select_related("invited_by"), party, given),
        deputies=_deputies(party, user, coordinates=coordinates),
        may_invite=bool(given),
        may_name_deputy=any(
            a.role in DEPUTISED_ROLES and (coordinates or a.person_id == user.pk)
            for a in current
        ),
    )
