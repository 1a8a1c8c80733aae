"""Which roles there are in a party, and who gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.conference.errors import AppointmentError, NotEntitledError
from cms.conference.models import Party, Role
from cms.conference.permissions import (
    SECRETARIAT_ROLES,
    appointments_of,
    is_coordinator,
)

if TYPE_CHECKING:
    from cms.accounts.models import User

# What a delegation gives to its own people; who heads it the Secretariat writes down.
OWN_ROLES = (Role.DELEGATE, Role.EXPERT, Role.FOCAL_POINT)
MANAGING_ROLES = (Role.FOCAL_POINT, Role.HEAD_OF_DELEGATION)


def roles_in(party: Party) -> tuple[Role, ...]:
    """Return the roles that there are in a party.

    A state has a head of delegation; an organization or a network sends its people
    as delegates, experts and focal points; the Secretariat has its own three.
    """
    if party.kind == Party.Kind.SECRETARIAT:
        return SECRETARIAT_ROLES
    if party.kind == Party.Kind.STATE:
        return (Role.HEAD_OF_DELEGATION, *OWN_ROLES)
    return OWN_ROLES


def roles_given_by(user: Any, party: Party) -> tuple[Role, ...]:
    """Return the roles that a person may give and end in a party now.

    The Coordinator gives every one; the focal point and the head of a delegation the
    roles of their own delegation (Action Plan, V.a), but never that of its head.
    """
    if is_coordinator(user):
        return roles_in(party)
    manages = any(
        a.party_id == party.pk and a.role in MANAGING_ROLES
        for a in appointments_of(user)
    )
    return OWN_ROLES if manages and party.kind != Party.Kind.SECRETARIAT else ()


def may_manage(user: Any, party: Party) -> bool:
    """Tell whether a person may invite, change and end people of a party."""
    return bool(roles_given_by(user, party))


def say_role(role: str, party: Party) -> str:
    """Say a role in the active language, as it is called in such a party."""
    if role == Role.DELEGATE and party.kind in (
        Party.Kind.ORGANIZATION,
        Party.Kind.NETWORK,
    ):
        return _("representative")
    return str(Role(role).label)


def check_role(*, party: Party, role: str, by: User | None) -> None:
    """Raise AppointmentError if there is no such role, NotEntitledError if not theirs.

    ``by=None`` is the system: the demonstration, the first Coordinator.
    """
    if role not in roles_in(party):
        raise AppointmentError(
            _("There is no such role in %(party)s.") % {"party": party}
        )
    if by is not None and role not in roles_given_by(by, party):
        raise NotEntitledError(
            _("You may not give or end this role in %(party)s.") % {"party": party}
        )
