"""What was opened is closed again, and by nobody who may not read it."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.conference.models import Meeting, Role
from cms.works import grants, sharing
from cms.works.audiences import tokens_for
from cms.works.meetings import may_see
from cms.works.models import Grant, MeetingAudience, Release, Work
from cms.works.permissions import may_edit, may_read
from cms.works.readers import who_can_see
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def reads(person, work: Work) -> bool:
    return may_read(person, Work.objects.get(pk=work.pk))


def test_who_narrows_a_text_closes_what_was_released(site, clock):
    coordinator, visitor = people.coordinator(), UserFactory()
    work = works.recorded_action_plan(audience="members")
    now = timezone.now()
    for audience, at in (("public", now + HOUR), ("participants", now + 5 * HOUR)):
        sharing.schedule_release(
            work=work, audience=audience, opens_at=at, by=coordinator
        )
    clock.pass_by(hours=2)
    assert reads(visitor, work)
    sharing.set_audience(work=work, audience="members", by=coordinator)
    assert not reads(visitor, work)
    assert [r.audience for r in Release.objects.all()] == ["participants"]


def test_who_narrows_a_meeting_closes_what_was_released(site, clock):
    coordinator, visitor = people.coordinator(), UserFactory()
    work = works.recorded_action_plan()
    narrow = {"sees": "members", "reads": "members", "by": coordinator}
    sharing.set_meeting_audience(meeting=work.meeting, **narrow)
    sharing.schedule_meeting_release(
        meeting=work.meeting,
        audience="public",
        opens_at=timezone.now() + HOUR,
        by=coordinator,
    )
    clock.pass_by(hours=2)
    assert reads(visitor, work)
    sharing.set_meeting_audience(meeting=work.meeting, **narrow)
    assert not reads(visitor, work)
    assert not may_see(visitor, Meeting.objects.get(pk=work.meeting_id))


def test_a_meeting_in_hand_does_not_say_what_it_said_before(site):
    work, delegate = works.recorded_action_plan(), people.delegate("MX")
    meeting = work.meeting
    for said in ("members", "steering"):
        assert getattr(meeting, "audience", None) or said == "members"
        sharing.set_meeting_audience(
            meeting=meeting, sees="public", reads=said, by=people.coordinator()
        )
        meeting = meeting if said == "steering" else Meeting.objects.get(pk=meeting.pk)
    assert not reads(delegate, work)


def test_saying_it_again_hides_a_meeting_from_no_former_presidency(site):
    meeting = Meeting.objects.get(body__code="vm", ordinal=21)
    guatemala = people.head_of_delegation("GT")
    MeetingAudience.objects.create(
        meeting=meeting, sees="steering", reads="steering", steering_since=30
    )
    sharing.set_meeting_audience(
        meeting=meeting, sees="steering", reads="steering", by=people.coordinator()
    )
    assert may_see(guatemala, Meeting.objects.get(pk=meeting.pk))


def test_what_has_expired_is_not_read_by_name_either(site, clock):
    work, delegate = works.draft_text("partner_report"), people.delegate("MX")
    grants.open_to(work=work, person=delegate, by=people.editor())
    Work.objects.filter(pk=work.pk).update(expires_at=timezone.now() + HOUR)
    held = tokens_for(delegate)
    assert reads(delegate, work)
    assert work in Work.objects.open_to(held)
    clock.pass_by(hours=1)
    assert not reads(delegate, work)
    assert work not in Work.objects.open_to(tokens_for(delegate))
    named = next(
        row
        for row in who_can_see(Work.objects.get(pk=work.pk))
        if row.person == delegate
    )
    assert not named.is_open


def test_an_expert_does_not_give_themselves_their_delegations_draft(site):
    mexico, head = MemberStateFactory(code="MX"), people.head_of_delegation("MX")
    expert = people.appointed(Role.EXPERT, mexico)
    work = works.draft_action_plan(prepared_by=mexico, by=head)
    with pytest.raises(sharing.NotEntitledError):
        grants.open_to(work=work, person=expert, right=Grant.Right.EDIT, by=expert)
    assert not may_edit(expert, work)
    grants.open_to(work=work, person=expert, right=Grant.Right.EDIT, by=head)
    assert may_edit(expert, work)


def test_nobody_opens_a_settled_text_that_they_may_not_read(site):
    decider = people.head_of_delegation("CR")
    work = works.recorded_action_plan(
        audience="delegation", audience_party=MemberStateFactory(code="MX")
    )
    with pytest.raises(sharing.NotEntitledError):
        sharing.set_audience(work=work, audience="public", by=decider)
    with pytest.raises(sharing.NotEntitledError):
        grants.open_to(work=work, person=decider, by=decider)
