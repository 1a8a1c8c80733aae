"""The people of the matrix: one for each right, and for each that is missing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from cms.conference import accreditation, moment
from cms.conference.appointing import end_appointment
from cms.conference.deputising import name_deputy
from cms.conference.groups import SECRETARIAT_GROUP
from cms.conference.models import Membership, Party, Role
from tests.conftest import PersonClient, _client
from tests.factories import people
from tests.factories.conference import (
    MemberStateFactory,
    PartyFactory,
    SecretariatFactory,
)
from tests.factories.people import UserFactory, appointed

if TYPE_CHECKING:
    from django.test import Client

    from cms.accounts.models import User
    from cms.conference.models import Meeting

SECRETARIAT = frozenset({"superuser editor", "editor", "coordinator", "archivist"})
PRESIDENCY = frozenset({"presiding delegate", "presiding decider", "deputy"})
STEERING = SECRETARIAT | PRESIDENCY
# Whom the matrix's meetings have admitted.
PARTICIPANTS = frozenset({"accredited member", "accredited observer", "special guest"})
MEMBERS = PRESIDENCY | {
    "delegate", "expert", "accredited member", "named delegation", "past decider",
    "grantee party", "grantee person", "grantee editor",
}  # fmt: skip
# Those who hold nothing but what everybody holds.
OUTSIDERS = frozenset(
    {"anonymous", "person", "superuser", "observer", "ended editor", "deactivated"}
)
EVERYBODY = (
    STEERING | PARTICIPANTS | MEMBERS | OUTSIDERS | {"partner", "partner's expert"}
)
# Who gets past the door of Wagtail's admin; the two at the end for their drafts alone.
ADMITTED = SECRETARIAT | {
    "superuser", "presiding decider", "deputy", "partner", "grantee editor",
}  # fmt: skip


def parties() -> dict[str, Party]:
    """Return the parties by the code under which the matrix knows them."""
    states = {code: MemberStateFactory(code=code) for code in ("MX", "PA", "SV", "HN")}
    observer = PartyFactory(code="CO")
    Membership.objects.get_or_create(
        party=observer, standing=Membership.Standing.OBSERVER_STATE
    )
    other = PartyFactory(code="JM")
    Membership.objects.get_or_create(
        party=other, standing=Membership.Standing.OBSERVER_STATE
    )
    organization = Party.Kind.ORGANIZATION
    return states | {
        "CO": observer,
        "JM": other,
        "guest": PartyFactory(code="GUEST", kind=organization),
        "partner": PartyFactory(code="PARTNER", kind=organization),
        "GT": MemberStateFactory(code="GT"),
        "CR": MemberStateFactory(code="CR"),
        "TS": SecretariatFactory(),
    }


def _of_delegations(known: dict[str, Party]) -> dict[str, User]:
    delegate = Role.DELEGATE
    return {
        "delegate": appointed(delegate, known["MX"]),
        "expert": appointed(Role.EXPERT, known["MX"]),
        "accredited member": appointed(delegate, known["SV"]),
        "observer": appointed(delegate, known["JM"]),
        "accredited observer": appointed(delegate, known["CO"]),
        "special guest": appointed(delegate, known["guest"]),
        "partner": appointed(delegate, known["partner"]),
        "partner's expert": appointed(Role.EXPERT, known["partner"]),
        "named delegation": appointed(delegate, known["PA"]),
        "grantee party": appointed(delegate, known["HN"]),
        "grantee person": appointed(delegate, known["MX"]),
        "grantee editor": appointed(delegate, known["MX"]),
        "presiding delegate": appointed(delegate, known["CR"]),
        "presiding decider": appointed(Role.HEAD_OF_DELEGATION, known["CR"]),
        "deputy": appointed(Role.DELEGATE, known["CR"]),
    }


def users_before(known: dict[str, Party]) -> dict[str, User]:
    """Make those who worked here before the hand-over."""
    return {
        "editor": people.editor(),
        "coordinator": people.coordinator(),
        "past decider": appointed(Role.HEAD_OF_DELEGATION, known["GT"]),
    }


def users(known: dict[str, Party]) -> dict[str, User]:
    """Make everybody else, each signed in later as what they are today."""
    found = _of_delegations(known) | {
        "person": UserFactory(),
        "superuser": UserFactory(is_superuser=True),
        "superuser editor": people.editor(is_superuser=True),
        "archivist": appointed(Role.ARCHIVIST, known["TS"]),
        "ended editor": people.editor(),
        "deactivated": people.editor(),
    }
    with moment.fixed() as now:
        name_deputy(
            person=found["presiding decider"], deputy=found["deputy"],
            party=known["CR"], starts_at=now, ends_at=now + dt.timedelta(days=9),
            reason="Ill", by=None,
        )  # fmt: skip
    return found


def clients(people_by_role: dict[str, User]) -> dict[str, Client]:
    """Sign everybody in; then end what has ended, with the session still open."""
    found: dict[str, Client] = {
        role: _client(user) for role, user in people_by_role.items()
    }
    anonymous = PersonClient()
    anonymous.user = AnonymousUser()
    found["anonymous"] = anonymous
    ended, gone = people_by_role["ended editor"], people_by_role["deactivated"]
    end_appointment(
        appointment=ended.appointments.get(),
        ends_on=timezone.localdate() - dt.timedelta(days=1),
        by=None,
    )
    # As if the group had been left behind by something that went past the actions.
    ended.groups.add(Group.objects.get(name=SECRETARIAT_GROUP))
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    for client in found.values():
        client.raise_request_exception = True
    return found


STANDINGS = {
    "SV": Membership.Standing.MEMBER_STATE,
    "CO": Membership.Standing.OBSERVER_STATE,
    "GUEST": Membership.Standing.SPECIAL_GUEST,
}


def admit(meeting: Meeting, *those: Party) -> None:
    """Admit parties to a meeting, in the standing that each has there."""
    for party in those:
        accreditation.accredit(
            meeting=meeting, party=party, standing=STANDINGS[party.code], by=None
        )
