"""Saying who reads a work: audiences, releases, and works opened by name."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.audit.models import Event
from cms.conference.models import Role
from cms.works import grants, sharing
from cms.works.audiences import tokens_for
from cms.works.models import Access, Grant, Release, Work, WorkAudience
from cms.works.openings import tell_of_openings
from cms.works.permissions import may_edit, may_read
from search.models import OutboxEntry
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory, PartyFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SOON = dt.timedelta(days=2)


@pytest.fixture
def recorded(site) -> Work:
    return works.recorded_action_plan(audience=WorkAudience.STEERING)


@pytest.fixture
def draft(site) -> Work:
    return works.draft_action_plan()


def observer():
    return people.appointed(Role.DELEGATE, PartyFactory(code="CO"))


def verbs(subject) -> list[str]:
    return [event.verb for event in Event.objects.about(subject)]


def test_the_coordinator_widens_a_settled_text_and_the_search_is_told(recorded):
    delegate = people.delegate("MX")
    OutboxEntry.objects.all().delete()
    sharing.set_audience(work=recorded, audience="members", by=people.coordinator())
    recorded.refresh_from_db()
    assert may_read(delegate, recorded)
    assert {entry.source for entry in OutboxEntry.objects.all()} == {"expression"}
    event = Event.objects.about(recorded).last()
    assert event.verb == "works.audience_set"
    assert (event.data["before"], event.data["after"]) == ("steering", "members")


@pytest.mark.parametrize("who", ["editor", "delegate", "former"])
def test_of_a_settled_text_others_do_not_say_it(recorded, who):
    person = {
        "editor": people.editor,
        "delegate": lambda: people.delegate("MX"),
        "former": lambda: people.head_of_delegation("GT"),
    }[who]()
    with pytest.raises(sharing.NotEntitledError):
        sharing.set_audience(work=recorded, audience="public", by=person)
    recorded.refresh_from_db()
    assert recorded.audience == WorkAudience.STEERING
    assert "works.audience_set" not in verbs(recorded)


def test_the_presidency_of_the_day_says_it(recorded):
    sharing.set_audience(
        work=recorded, audience="public", by=people.head_of_delegation("CR")
    )
    recorded.refresh_from_db()
    assert recorded.is_public


def test_one_delegation_must_be_named(recorded):
    coordinator = people.coordinator()
    with pytest.raises(sharing.SharingError):
        sharing.set_audience(work=recorded, audience="delegation", by=coordinator)
    panama = MemberStateFactory(code="PA")
    sharing.set_audience(
        work=recorded, audience="delegation", party=panama, by=coordinator
    )
    recorded.refresh_from_db()
    assert may_read(people.delegate("PA"), recorded)
    assert not may_read(people.delegate("MX"), recorded)
    # Another audience afterwards forgets the delegation.
    sharing.set_audience(
        work=recorded, audience="members", party=panama, by=coordinator
    )
    recorded.refresh_from_db()
    assert recorded.audience_party is None


def test_a_release_is_told_to_the_search_when_its_instant_comes(recorded):
    opens_at = timezone.now() + SOON
    sharing.schedule_release(
        work=recorded, audience="public", opens_at=opens_at, by=people.coordinator()
    )
    OutboxEntry.objects.all().delete()
    assert tell_of_openings() == 0
    assert tell_of_openings(opens_at) == 1
    assert OutboxEntry.objects.filter(source="expression").count() == 2
    assert tell_of_openings(opens_at) == 0


def test_the_same_release_again_moves_its_instant(recorded):
    coordinator = people.coordinator()
    for days in (2, 5):
        opens_at = timezone.now() + dt.timedelta(days=days)
        sharing.schedule_release(
            work=recorded, audience="public", opens_at=opens_at, by=coordinator
        )
    assert Release.objects.get().opens_at == opens_at
    assert Access.objects.get(work=recorded, token="public").opens_at == opens_at


def test_a_release_may_be_taken_back_before_its_instant_only(recorded):
    coordinator = people.coordinator()
    release = sharing.schedule_release(
        work=recorded, audience="public", opens_at=timezone.now() + SOON, by=coordinator
    )
    Release.objects.update(opens_at=timezone.now())
    release.refresh_from_db()
    with pytest.raises(sharing.SharingError):
        sharing.cancel_release(release=release, by=coordinator)
    Release.objects.update(opens_at=timezone.now() + SOON)
    release.refresh_from_db()
    sharing.cancel_release(release=release, by=coordinator)
    assert not Access.objects.filter(work=recorded, token="public").exists()


def test_following_the_meeting_again_drops_releases_of_its_own(recorded):
    coordinator = people.coordinator()
    sharing.schedule_release(
        work=recorded, audience="public", opens_at=timezone.now() + SOON, by=coordinator
    )
    sharing.set_audience(work=recorded, audience="", by=coordinator)
    assert not Release.objects.exists()


def test_a_meetings_audience_reaches_the_papers_that_follow_it(site):
    follows = works.recorded_action_plan()
    own = works.recorded_action_plan(audience="public")
    sharing.set_meeting_audience(
        meeting=follows.meeting, sees="public", reads="members", by=people.coordinator()
    )
    assert not Work.objects.get(pk=follows.pk).is_public
    assert Work.objects.get(pk=own.pk).is_public
    assert verbs(follows.meeting) == ["works.meeting_audience_set"]


def test_a_meetings_release_opens_its_papers(site):
    coordinator = people.coordinator()
    paper = works.recorded_action_plan()
    sharing.set_meeting_audience(
        meeting=paper.meeting, sees="members", reads="members", by=coordinator
    )
    opens_at = timezone.now() + SOON
    sharing.schedule_meeting_release(
        meeting=paper.meeting, audience="public", opens_at=opens_at, by=coordinator
    )
    assert Access.objects.get(work=paper, token="public").opens_at == opens_at


def test_an_editor_says_nothing_of_meetings(site):
    meeting = works.recorded_action_plan().meeting
    for act in (
        lambda by: sharing.set_meeting_audience(
            meeting=meeting, sees="members", reads="members", by=by
        ),
        lambda by: sharing.schedule_meeting_release(
            meeting=meeting, audience="public", opens_at=timezone.now(), by=by
        ),
    ):
        with pytest.raises(sharing.NotEntitledError):
            act(people.editor())


def test_a_draft_opened_to_a_member_for_editing(draft):
    delegate, other = people.delegate("MX"), people.delegate("PA")
    grant = grants.open_to(
        work=draft, party=MemberStateFactory(code="MX"), right="edit",
        by=people.editor(),
    )  # fmt: skip
    assert may_edit(delegate, draft)
    assert not may_read(other, draft)
    assert draft in Work.objects.open_to(tokens_for(delegate))
    grants.close_to(grant=grant, by=people.editor())
    assert not may_read(delegate, draft)
    assert verbs(draft)[-2:] == ["works.opened", "works.closed"]


def test_reading_is_not_editing(draft):
    delegate = people.delegate("MX")
    grants.open_to(work=draft, person=delegate, by=people.editor())
    assert may_read(delegate, draft)
    assert not may_edit(delegate, draft)


def test_a_draft_is_opened_to_an_observer_by_the_presidency_only(draft):
    """Observers have no part in drafts unless the Presidency permits."""
    guest = observer()
    for opener in (people.editor(), people.coordinator()):
        with pytest.raises(sharing.NotEntitledError):
            grants.open_to(work=draft, person=guest, by=opener)
    assert not may_read(guest, draft)
    grants.open_to(work=draft, person=guest, by=people.head_of_delegation("CR"))
    assert may_read(guest, draft)


def test_what_is_opened_by_name_is_dated(draft):
    delegate, by = people.delegate("MX"), people.editor()
    now = timezone.now()
    later = grants.open_to(work=draft, person=delegate, starts_at=now + SOON, by=by)
    assert not may_read(delegate, draft)
    grants.close_to(grant=later, by=by)
    later.refresh_from_db()
    assert later.starts_at <= later.ends_at <= timezone.now()
    with pytest.raises(sharing.SharingError):
        grants.open_to(work=draft, person=delegate, ends_at=now - SOON, by=by)


def test_what_has_ended_stays_ended(draft):
    by = people.editor()
    grant = grants.open_to(work=draft, party=MemberStateFactory(code="MX"), by=by)
    ended = grants.close_to(grant=grant, by=by).ends_at
    assert grants.close_to(grant=grant, by=by).ends_at == ended


@pytest.mark.parametrize("both", [True, False])
def test_one_party_or_one_person(draft, both):
    named = {"party": MemberStateFactory(code="MX"), "person": people.delegate("MX")}
    with pytest.raises(sharing.SharingError):
        grants.open_to(work=draft, by=people.editor(), **(named if both else {}))
    assert not Grant.objects.exists()


def test_a_person_who_belongs_to_nobody_is_given_nothing(draft):
    with pytest.raises(sharing.SharingError):
        grants.open_to(work=draft, person=UserFactory(), by=people.editor())


def test_a_partner_opens_its_own_draft_and_the_secretariat_does_not(site):
    partner = observer()
    party = partner.appointments.get().party
    work = works.draft_action_plan(prepared_by=party)
    with pytest.raises(sharing.NotEntitledError):
        sharing.set_audience(work=work, audience="public", by=people.coordinator())
    sharing.set_audience(work=work, audience="members", by=partner)
    work.refresh_from_db()
    assert work.audience == "members"
