"""Who can see this? The screen answers by name of party, and changes it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.audit.models import Event
from cms.works.models import Grant, MeetingAudience, Release, Work, WorkAudience
from cms.works.permissions import may_read
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory


@pytest.fixture
def recorded(site):
    MemberStateFactory(code="PA", name_en="Panama", name_es="Panamá")
    return works.recorded_action_plan(audience=WorkAudience.MEMBERS)


def screen(work) -> str:
    return reverse("work_readers", args=[work.pk])


def text(response) -> str:
    return response.content.decode()


def test_it_names_the_parties(coordinator, recorded):
    page = text(coordinator.get(screen(recorded)))
    for name in ("Member states", "Panama", "Costa Rica", "Technical Secretariat"):
        assert name in page
    assert "Everybody" not in page


def test_it_says_everybody_of_a_public_paper(coordinator, site):
    page = text(coordinator.get(screen(works.recorded_action_plan())))
    assert "Everybody" in page


def test_a_later_release_is_said_with_its_instant(coordinator, recorded):
    at = timezone.localtime() + dt.timedelta(days=2)
    response = coordinator.post(
        screen(recorded),
        {
            "form": "release",
            "release-to": "public",
            "release-opens_at": at.strftime("%Y-%m-%dT%H:%M"),
        },
        follow=True,
    )
    assert "Everybody" in text(response)
    assert Release.objects.get().opens_at == at.replace(second=0, microsecond=0)
    response = coordinator.post(
        screen(recorded), {"cancel": Release.objects.get().pk}, follow=True
    )
    assert not Release.objects.exists()


def test_the_audience_is_set(coordinator, recorded):
    coordinator.post(
        screen(recorded), {"form": "audience", "audience-audience": "steering"}
    )
    recorded.refresh_from_db()
    assert recorded.audience == "steering"


def test_one_is_let_in_by_name_and_out_again(coordinator, recorded):
    panama = people.delegate("PA")
    coordinator.post(
        screen(recorded),
        {"form": "grant", "grant-person": panama.pk, "grant-right": "read",
         "grant-note": "Their own question"},
    )  # fmt: skip
    grant = Grant.objects.get()
    assert (grant.person, grant.note) == (panama, "Their own question")
    assert str(panama) in text(coordinator.get(screen(recorded)))
    coordinator.post(screen(recorded), {"close": grant.pk})
    grant.refresh_from_db()
    assert grant.ends_at is not None


BAD = {
    "no such audience": {"form": "audience", "audience-audience": "friends"},
    "one delegation, none named": {
        "form": "audience", "audience-audience": "delegation"
    },
    "an instant that has passed": {
        "form": "release", "release-to": "public",
        "release-opens_at": "1996-03-13T10:00",
    },
    "no instant": {
        "form": "release", "release-to": "public", "release-opens_at": "x"
    },
    "nobody": {"form": "grant", "grant-right": "read"},
    "no such person": {
        "form": "grant", "grant-person": "999999", "grant-right": "read"
    },
    "no such form": {"form": "nonsense"},
    "nothing": {},
}  # fmt: skip


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_cannot_be_done_is_said_and_changes_nothing(coordinator, recorded, data):
    assert coordinator.post(screen(recorded), data).status_code == 422
    recorded.refresh_from_db()
    assert recorded.audience == "members"
    assert not Grant.objects.exists()
    assert not Release.objects.exists()


@pytest.mark.parametrize("name", ["close", "cancel"])
@pytest.mark.parametrize("pk", ["999999", "x", "-1", "²"])
def test_what_is_not_there_is_not_ended(coordinator, recorded, name, pk):
    response = coordinator.post(screen(recorded), {name: pk}, follow=True)
    assert response.status_code in (404, 422)


def test_a_grant_of_another_work_is_not_ended_from_here(coordinator, recorded):
    other = works.recorded_action_plan()
    grant = Grant.objects.create(
        work=other, party=MemberStateFactory(code="PA"), starts_at=timezone.now()
    )
    response = coordinator.post(screen(recorded), {"close": grant.pk}, follow=True)
    assert response.status_code == 404
    grant.refresh_from_db()
    assert grant.ends_at is None


def test_whoever_may_not_read_it_is_not_told_that_it_is_there(approver, site):
    draft = works.draft_action_plan()
    assert approver.get(screen(draft), follow=True).status_code == 404


def test_an_editor_reads_the_answer_and_changes_nothing(editor, recorded):
    assert 'name="form"' not in text(editor.get(screen(recorded)))
    response = editor.post(
        screen(recorded), {"form": "audience", "audience-audience": "public"}
    )
    assert response.status_code == 422
    recorded.refresh_from_db()
    assert recorded.audience == "members"


def test_the_audience_of_a_meeting(coordinator, recorded):
    address = reverse("meeting_audience", args=[recorded.meeting_id])
    assert coordinator.get(address).status_code == 200
    coordinator.post(address, {"sees": "members", "reads": "steering"})
    said = MeetingAudience.objects.get()
    assert (said.sees, said.reads) == ("members", "steering")
    assert coordinator.post(address, {"sees": "friends"}).status_code == 422
    at = timezone.localtime() + dt.timedelta(days=2)
    coordinator.post(
        address,
        {"form": "release", "release-to": "public",
         "release-opens_at": at.strftime("%Y-%m-%dT%H:%M")},
    )  # fmt: skip
    release = Release.objects.get()
    assert release.meeting == recorded.meeting
    elsewhere = reverse("work_readers", args=[recorded.pk])
    coordinator.post(elsewhere, {"cancel": release.pk})
    assert Release.objects.exists()
    assert coordinator.post(address, {"cancel": release.pk}).status_code == 302
    assert not Release.objects.exists()
    assert not recorded.access.filter(opens_at__isnull=False).exists()
    told = Event.objects.about(recorded.meeting).filter(verb="works.release_cancelled")
    assert told.count() == 1


def test_a_meetings_release_is_not_an_editors_to_take_back(editor, recorded):
    release = Release.objects.create(
        meeting=recorded.meeting,
        audience="public",
        opens_at=timezone.now() + dt.timedelta(days=2),
    )
    address = reverse("meeting_audience", args=[recorded.meeting_id])
    assert editor.post(address, {"cancel": release.pk}).status_code == 422
    assert Release.objects.exists()


def test_a_meetings_audience_is_not_an_editors_to_set(editor, recorded):
    address = reverse("meeting_audience", args=[recorded.meeting_id])
    assert (
        editor.post(address, {"sees": "members", "reads": "members"}).status_code == 422
    )
    assert not MeetingAudience.objects.exists()


def test_a_meeting_restricted_to_members_is_not_there_for_others(
    member_of_public, delegate, recorded
):
    """Neither its page nor its place in the list, the home or its neighbours' pages."""
    page = recorded.meeting.pages.get(locale__language_code="en")
    MeetingAudience.objects.create(meeting=recorded.meeting, sees="members")
    assert member_of_public.get(page.url).status_code == 404
    assert delegate.get(page.url).status_code == 200
    neighbour = (
        page.get_siblings(inclusive=False).filter(slug__startswith="xxi-").first()
    )
    for address in ("/en/", page.get_parent().url, neighbour.url):
        assert page.slug not in text(member_of_public.get(address)), address
    assert page.slug in text(delegate.get(page.get_parent().url))


def test_what_a_meeting_says_anew_reaches_its_papers_each_time(coordinator, site):
    work = works.recorded_action_plan()
    url = reverse("meeting_audience", args=[work.meeting_id])
    delegate = people.delegate("MX")
    for reads in ("members", "steering", "members"):
        coordinator.post(url, {"sees": "public", "reads": reads})
        read_anew = Work.objects.get(pk=work.pk)
        assert may_read(delegate, read_anew) == (reads == "members")


@pytest.mark.parametrize(
    "posted",
    [
        {"close": "9" * 5000},
        {"cancel": "9" * 5000},
        {
            "form": "release",
            "release-to": "members",
            "release-opens_at": "9999-12-31T23:59",
        },
        {"form": "grant", "grant-right": "read", "grant-ends_at": "9999-12-31T23:59"},
    ],
)
def test_numbers_and_instants_out_of_this_world_are_refused(
    coordinator, recorded, posted
):
    who = {"grant-person": people.delegate("MX").pk}
    response = coordinator.post(screen(recorded), posted | who)
    assert response.status_code == 422
    assert not Grant.objects.exists()
    assert not Release.objects.exists()
