"""Who may read what, as tokens on both sides."""

import datetime as dt
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.conference.models import Membership, Party, Role
from cms.works import audiences, tokens, types
from cms.works.actions import create_work
from cms.works.audiences import access_rows, refresh, tokens_for, tokens_of
from cms.works.models import (
    Access,
    MeetingAudience,
    Release,
    Work,
    WorkAudience,
)
from cms.works.permissions import may_edit, may_read
from cms.works.states import SETTLED, WorkState
from tests.factories import people
from tests.factories.conference import (
    MeetingFactory,
    MemberStateFactory,
    PartyFactory,
    presidency_of,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

EVERYBODY = {
    "anonymous", "person", "superuser", "delegate", "participant", "named",
    "presidency", "secretariat",
}  # fmt: skip
STEERING = {"presidency", "secretariat"}
# Written by hand: state, audience → who reads. `delegate` and `named` are of member
# states, `participant` an observer accredited to the meeting, `named` the delegation
# that an audience of one delegation names.
READERS = {
    **{(WorkState.DRAFT, a): {"secretariat"} for a in WorkAudience},
    **{(WorkState.WITHDRAWN, a): {"secretariat"} for a in WorkAudience},
    **{(WorkState.IN_APPROVAL, a): STEERING for a in WorkAudience},
}
for _state in SETTLED:
    READERS |= {
        (_state, WorkAudience.PUBLIC): EVERYBODY,
        (_state, WorkAudience.PARTICIPANTS): STEERING | {"participant"},
        (_state, WorkAudience.MEMBERS): STEERING | {"delegate", "named"},
        (_state, WorkAudience.DELEGATION): {"named", "secretariat"},
        (_state, WorkAudience.STEERING): STEERING,
    }


@pytest.fixture
def meeting(monkeypatch):
    """The XX meeting; an observer is accredited to it."""
    meeting = MeetingFactory(ordinal=20)
    observer = PartyFactory(code="CO")
    monkeypatch.setattr(
        audiences,
        "accredited_meeting_ids",
        lambda parties: {meeting.pk} if observer in parties else set(),
    )
    return meeting


@pytest.fixture
def readers(meeting) -> dict:
    presidency_of(MemberStateFactory(code="CR"), ordinal=31)
    return {
        "anonymous": AnonymousUser(),
        "person": UserFactory(),
        "superuser": UserFactory(is_superuser=True),
        "delegate": people.delegate("MX"),
        "participant": people.appointed(Role.DELEGATE, PartyFactory(code="CO")),
        "named": people.delegate("PA"),
        "presidency": people.delegate("CR"),
        "secretariat": people.editor(),
    }


def work_of(meeting, state=WorkState.DRAFT, audience="", **fields) -> Work:
    """A work straight in a state: what is asked here is who reads it there."""
    if audience == WorkAudience.DELEGATION:
        fields["audience_party"] = MemberStateFactory(code="PA")
    if state in SETTLED:
        count = Work.objects.count()
        fields |= {"symbol": f"S{count}", "settled_at": timezone.now()}
    return Work.objects.create(
        type_code="action_plan", meeting=meeting, state=state, audience=audience,
        **fields,
    )  # fmt: skip


def who(readers, work) -> set[str]:
    """Those who read it, by page and by list alike."""
    by_page = {name for name, reader in readers.items() if may_read(reader, work)}
    by_list = {
        name
        for name, reader in readers.items()
        if Work.objects.open_to(tokens_for(reader)).filter(pk=work.pk).exists()
    }
    by_search = {n for n, r in readers.items() if tokens_of(work) & tokens_for(r)}
    assert by_page == by_list == by_search
    return by_page


def test_who_reads_what(readers, meeting):
    assert set(READERS) == set(product(WorkState, WorkAudience))
    found = {
        (state, audience): who(readers, work_of(meeting, state, audience))
        for state, audience in product(WorkState, WorkAudience)
    }
    assert found == READERS


def test_a_paper_follows_its_meeting_until_it_has_its_own_word(readers, meeting):
    work = work_of(meeting, WorkState.RECORDED)
    assert who(readers, work) == EVERYBODY
    MeetingAudience.objects.create(meeting=meeting, reads=WorkAudience.MEMBERS)
    work.refresh_from_db()
    refresh(work)
    assert who(readers, work) == STEERING | {"delegate", "named"}
    work.audience = WorkAudience.PUBLIC
    work.save()
    assert who(readers, work) == EVERYBODY


# What a meeting's own audience leaves of a paper's, written by hand.
NARROWED = {
    ("members", "public"): STEERING | {"delegate", "named"},
    ("members", "participants"): STEERING,  # no member is accredited here
    ("members", "delegation"): {"named", "secretariat"},
    ("steering", "public"): STEERING,
    ("steering", "delegation"): {"secretariat"},
    ("participants", "public"): STEERING | {"participant"},
    ("participants", "members"): STEERING,
}


@pytest.mark.parametrize(("sees", "audience"), NARROWED)
def test_a_paper_is_never_wider_than_its_meeting(readers, meeting, sees, audience):
    """Its address and its breadcrumb name the meeting."""
    MeetingAudience.objects.create(meeting=meeting, sees=sees)
    work = work_of(meeting, WorkState.RECORDED, audience)
    assert who(readers, work) == NARROWED[sees, audience]


def test_members_first_the_public_on_the_day(readers, meeting):
    day = timezone.now() + dt.timedelta(days=3)
    work = work_of(meeting, WorkState.ADOPTED, WorkAudience.MEMBERS)
    Release.objects.create(work=work, audience=WorkAudience.PUBLIC, opens_at=day)
    refresh(work)
    assert who(readers, work) == STEERING | {"delegate", "named"}
    anonymous = tokens_for(readers["anonymous"])
    just_before = day - dt.timedelta(microseconds=1)
    assert work not in Work.objects.open_to(anonymous, at=just_before)
    assert work in Work.objects.open_to(anonymous, at=day)


def test_what_has_expired_is_read_by_the_secretariat_alone(readers, meeting):
    now = timezone.now()
    work = work_of(meeting, WorkState.RECORDED, WorkAudience.PUBLIC, expires_at=now)
    assert who(readers, work) == {"secretariat"}


def test_a_partners_draft_is_its_own(readers, meeting):
    partner = Party.objects.get(code="CO")
    draft = work_of(meeting, prepared_by=partner)
    assert who(readers, draft) == {"participant"}
    handed_in = work_of(meeting, WorkState.IN_APPROVAL, prepared_by=partner)
    assert who(readers, handed_in) == STEERING | {"participant"}


def test_a_draft_written_with_the_presidency(readers, meeting, monkeypatch):
    together = types.WorkType("action_plan", "AP", "", "", drafted_with_presidency=True)
    monkeypatch.setitem(types._types, "action_plan", together)
    work = work_of(meeting)
    assert who(readers, work) == STEERING
    assert {n for n, r in readers.items() if may_edit(r, work)} == STEERING


def test_only_the_secretariat_edits_and_only_drafts(readers, meeting):
    works = {state: work_of(meeting, state, "public") for state in WorkState}
    editing = {
        (name, state)
        for name, reader in readers.items()
        for state, work in works.items()
        if may_edit(reader, work)
    }
    assert editing == {("secretariat", WorkState.DRAFT)}


def test_the_outgoing_presidency_keeps_reading_and_reads_nothing_new(readers, meeting):
    """What it could read at the hand-over it reads for ever; what came later, never."""
    older = work_of(meeting, WorkState.IN_APPROVAL)
    presidency_of(MemberStateFactory(code="DO"), ordinal=32, days_ago=0)
    newer = work_of(meeting, WorkState.IN_APPROVAL)
    readers["new presidency"] = people.delegate("DO")
    assert who(readers, older) == STEERING | {"new presidency"}
    assert who(readers, newer) == {"secretariat", "new presidency"}


def test_an_expert_of_the_presidency_does_not_preside(readers, meeting):
    expert = people.appointed("expert", MemberStateFactory(code="CR"))
    assert not may_read(expert, work_of(meeting, WorkState.IN_APPROVAL))


def test_a_delegate_of_no_member_reads_what_everybody_reads():
    party = PartyFactory()
    person = people.appointed(Role.DELEGATE, party)
    assert tokens_for(person) == {"public", f"party:{party.pk}"}


def test_membership_is_dated():
    person = people.delegate("MX")
    assert "members" in tokens_for(person)
    membership = Membership.objects.get()
    membership.ends_on = timezone.localdate() - dt.timedelta(days=1)
    membership.save()
    assert "members" not in tokens_for(person)


def test_an_observer_is_no_member():
    party = PartyFactory(code="CO")
    Membership.objects.create(party=party, standing=Membership.Standing.OBSERVER_STATE)
    person = people.appointed(Role.HEAD_OF_DELEGATION, party)
    assert tokens_for(person) == {"public", f"party:{party.pk}"}


def test_a_person_who_belongs_to_nobody_any_more_reads_what_everybody_reads(meeting):
    person = people.delegate("MX")
    person.appointments.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert tokens_for(person) == {"public"}


def test_a_readers_tokens_cost_a_fixed_number_of_queries(readers, meeting):
    for number in range(5):
        presidency_of(
            MemberStateFactory(code="CR"), ordinal=32 + number, days_ago=5 - number
        )
    with CaptureQueriesContext(connection) as queries:
        tokens_for(readers["presidency"])
    # Appointments, standings, the term in force, the party's latest term, grants.
    assert len(queries) == 5
    with CaptureQueriesContext(connection) as queries:
        tokens_for(AnonymousUser())
    assert len(queries) == 0


def test_a_refresh_that_changes_nothing_writes_nothing(meeting):
    work = work_of(meeting, WorkState.RECORDED, WorkAudience.MEMBERS)
    with CaptureQueriesContext(connection) as queries:
        refresh(work)
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE"))]


def test_a_type_that_nobody_registered_is_written_by_the_secretariat(meeting):
    work = Work(type_code="long_gone", meeting=meeting)
    assert access_rows(work) == {"secretariat": None}


INSTANTS = st.none() | st.datetimes(timezones=st.just(dt.UTC))


@given(
    own=st.sampled_from(WorkAudience),
    of_meeting=st.sampled_from([c for c, _label in MeetingAudience.CHOICES]),
)
def test_narrowing_is_the_same_from_both_sides(own, of_meeting):
    work = Work(pk=1, meeting_id=2, audience_party_id=3, audience=own)
    narrowed = audiences._narrowed(own, of_meeting, work)
    assert narrowed == audiences._narrowed(of_meeting, own, work)
    if narrowed == tokens.PUBLIC:
        assert own == of_meeting == WorkAudience.PUBLIC


@given(INSTANTS, INSTANTS)
def test_both_must_be_open(first, second):
    later = audiences._later(first, second)
    for at in filter(None, (first, second)):
        assert later is not None
        assert later >= at


def test_create_work_names_who_prepares_it(site):
    partner = PartyFactory(code="CO")
    work = create_work(type_code="action_plan", prepared_by=partner, by=None)
    assert set(Access.objects.filter(work=work).values_list("token", flat=True)) == {
        f"party:{partner.pk}"
    }
