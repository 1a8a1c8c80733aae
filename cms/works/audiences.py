"""Who may see what, as tokens: one rule for pages, files, listings and search.

A record may be read when one of its tokens is among the reader's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.conference.models import Membership, Party
from cms.conference.permissions import (
    SECRETARIAT_ROLES,
    appointments_of,
    deciding_party,
)
from cms.works.models import Work, WorkAudience
from cms.works.states import SETTLED, WorkState

if TYPE_CHECKING:
    from collections.abc import Iterable

PUBLIC = "public"
SECRETARIAT = "secretariat"
PRESIDENCY = "presidency"
MEMBERS = "members"

_TOKENS: dict[str, frozenset[str]] = {
    WorkAudience.PUBLIC: frozenset({PUBLIC}),
    # Accreditation is not recorded yet: until it is, participants are the members.
    WorkAudience.PARTICIPANTS: frozenset({MEMBERS, PRESIDENCY, SECRETARIAT}),
    WorkAudience.MEMBERS: frozenset({MEMBERS, PRESIDENCY, SECRETARIAT}),
    WorkAudience.STEERING: frozenset({PRESIDENCY, SECRETARIAT}),
}


def tokens_of(work: Work) -> frozenset[str]:
    """Return the tokens of those who may read a work as it stands."""
    if work.state in SETTLED:
        return _TOKENS[work.audience]
    if work.state == WorkState.IN_APPROVAL:
        return frozenset({PRESIDENCY, SECRETARIAT})
    return frozenset({SECRETARIAT})


def _standings(parties: Iterable[Party]) -> set[str]:
    return set(
        Membership.objects.filter(party__in=list(parties))
        .on()
        .values_list("standing", flat=True)
    )


def tokens_for(user: Any) -> frozenset[str]:
    """Return the tokens that a reader holds now; everybody holds ``public``."""
    tokens = {PUBLIC}
    appointments = appointments_of(user)
    if not appointments:
        return frozenset(tokens)
    for appointment in appointments:
        if (
            appointment.party.kind == Party.Kind.SECRETARIAT
            and appointment.role in SECRETARIAT_ROLES
        ):
            tokens.add(SECRETARIAT)
    if Membership.Standing.MEMBER_STATE in _standings(a.party for a in appointments):
        tokens.add(MEMBERS)
    if deciding_party(user):
        tokens.add(PRESIDENCY)
    return frozenset(tokens)
