"""Who may read what, as tokens on both sides."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cms.conference.models import Membership, Role
from cms.works.audiences import tokens_for, tokens_of
from cms.works.models import Work, WorkAudience
from cms.works.permissions import may_edit, may_read
from cms.works.states import WorkState
from tests.factories import people
from tests.factories.conference import (
    MemberStateFactory,
    PartyFactory,
    SecretariatFactory,
    presidency_of,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

SETTLED = (WorkState.ADOPTED, WorkState.RECORDED, WorkState.SUPERSEDED)
EVERYBODY = (
    "anonymous",
    "person",
    "superuser",
    "delegate",
    "presidency",
    "secretariat",
)
STEERING = ("presidency", "secretariat")
MEMBERS = ("delegate", "presidency", "secretariat")

# Written by hand: state, audience → who reads.
READERS = {
    **{(WorkState.DRAFT, a): ("secretariat",) for a in WorkAudience},
    **{(WorkState.WITHDRAWN, a): ("secretariat",) for a in WorkAudience},
    **{(WorkState.IN_APPROVAL, a): STEERING for a in WorkAudience},
    **{(state, WorkAudience.PUBLIC): EVERYBODY for state in SETTLED},
    **{(state, WorkAudience.PARTICIPANTS): MEMBERS for state in SETTLED},
    **{(state, WorkAudience.MEMBERS): MEMBERS for state in SETTLED},
    **{(state, WorkAudience.STEERING): STEERING for state in SETTLED},
}


@pytest.fixture
def readers() -> dict:
    presidency_of(MemberStateFactory(code="CR"), ordinal=31)
    return {
        "anonymous": AnonymousUser(),
        "person": UserFactory(),
        "superuser": UserFactory(is_superuser=True),
        "delegate": people.delegate("MX"),
        "presidency": people.head_of_delegation("CR"),
        "secretariat": people.editor(),
    }


def test_every_state_and_audience_is_known():
    assert set(READERS) == {(s, a) for s in WorkState for a in WorkAudience}


def test_who_reads_what(readers):
    found = {
        (state, audience): tuple(
            name
            for name in EVERYBODY
            if may_read(readers[name], Work(state=state, audience=audience))
        )
        for state in WorkState
        for audience in WorkAudience
    }
    assert found == READERS


def test_tokens_are_one_rule_for_pages_and_search(readers):
    for (state, audience), names in READERS.items():
        needed = tokens_of(Work(state=state, audience=audience))
        allowed = {n for n, r in readers.items() if needed & tokens_for(r)}
        assert allowed == set(names)


def test_only_the_secretariat_edits_and_only_drafts(readers):
    editing = {
        (name, state)
        for name, reader in readers.items()
        for state in WorkState
        if may_edit(reader, Work(state=state))
    }
    assert editing == {("secretariat", WorkState.DRAFT)}


def test_the_former_presidency_is_a_member_like_others(readers):
    presidency_of(MemberStateFactory(code="DO"), ordinal=32, days_ago=0)
    assert tokens_for(readers["presidency"]) == {"public", "members"}


def test_a_delegate_of_the_presidency_does_not_steer(readers):
    assert tokens_for(people.delegate("CR")) == {"public", "members"}


@pytest.mark.parametrize("party", [PartyFactory, SecretariatFactory])
def test_a_delegate_of_no_member_reads_what_everybody_reads(party):
    person = people.appointed(Role.DELEGATE, party())
    assert tokens_for(person) == {"public"}


def test_membership_is_dated():
    person = people.delegate("MX")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Membership.objects.update(ends_on=yesterday)
    assert tokens_for(person) == {"public"}


def test_an_observer_is_no_member():
    party = PartyFactory(code="CO")
    Membership.objects.create(party=party, standing=Membership.Standing.OBSERVER_STATE)
    person = people.appointed(Role.HEAD_OF_DELEGATION, party)
    assert tokens_for(person) == {"public"}


def test_public_works_are_settled_and_for_everybody():
    assert Work(state=WorkState.RECORDED).is_public
    assert not Work(state=WorkState.DRAFT).is_public
    assert not Work(state=WorkState.RECORDED, audience=WorkAudience.MEMBERS).is_public
