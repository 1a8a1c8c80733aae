"""What the Conference adds to accounts: who needs a second factor; the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.accounts.second_factor import register_requirement
from cms.accounts.signals import person_changed
from cms.audit.actions import record
from cms.conference.models import Deputy, Party
from cms.conference.permissions import (
    DECIDING_ROLES,
    appointments_of,
    capacity_of,
    may_decide,
)
from cms.conference.presidency import presiding_party

if TYPE_CHECKING:
    from cms.accounts.models import User


def must_have_second_factor(person: Any) -> bool:
    """Tell whether a person works for the Secretariat or decides for the Presidency.

    A decider's deputy counts while they stand in. Asked at each request of a session
    without a second factor, so it costs one query or two; a deputy's some more.
    """
    appointments = appointments_of(person)
    if not appointments:
        return False
    if any(a.party.kind == Party.Kind.SECRETARIAT for a in appointments):
        return True
    deciding = {a.party_id for a in appointments if a.role in DECIDING_ROLES}
    if deciding:
        presiding = presiding_party()
        return presiding is not None and presiding.pk in deciding
    stands_in = Deputy.objects.in_force().filter(deputy=person).exists()
    return stands_in and may_decide(person)


def _record(
    verb: str, person: User, by: User | None, data: dict[str, Any], **_kwargs: Any
) -> None:
    record(verb=verb, subject=person, by=by, capacity=capacity_of(by), data=data)


def connect() -> None:
    """Register the requirement, and write down what happens to accounts."""
    register_requirement(must_have_second_factor)
    person_changed.connect(_record, dispatch_uid="conference.record_account")
