"""The desk of a delegation: what waits, what is new, who is who."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.conference.models import Membership, Party, Role
from rcm_pages.desk.models import DeskVisit
from rcm_pages.partner_reports import actions
from rcm_pages.site import add_meeting_pages, set_up_site
from tests.factories import people
from tests.factories.conference import MeetingFactory, PartyFactory, presidency_of
from tests.factories.works import (
    cleared_action_plan,
    draft_action_plan,
    recorded_action_plan,
)

pytestmark = pytest.mark.django_db
DESK = "/en/desk/"


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def partner():
    party = PartyFactory(code="IOM", kind=Party.Kind.ORGANIZATION)
    Membership.objects.create(
        party=party,
        standing=Membership.Standing.OBSERVER_ORGANIZATION,
        starts_on=dt.date(2000, 1, 1),
    )
    return people.appointed(Role.DELEGATE, party)


@pytest.fixture
def meeting(site):
    day = timezone.localdate() + dt.timedelta(days=60)
    found = MeetingFactory(ordinal=31, starts_on=day, ends_on=day)
    add_meeting_pages(found)
    return found


@pytest.mark.parametrize("address", [DESK, "/es/desk/"])
def test_it_is_for_those_who_signed_in(site, client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


@pytest.mark.parametrize("address", [DESK, "/es/desk/"])
def test_an_account_without_a_party_is_told_what_it_can_do(site, address):
    response = client_of(people.UserFactory()).get(address)
    assert response.status_code == 200
    assert "desk-nobody" in response.content.decode()
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_a_head_of_delegation_finds_what_is_theirs_to_decide(site):
    presiding = presidency_of(PartyFactory(code="CR"), ordinal=31).party
    work = cleared_action_plan()
    head = people.head_of_delegation(presiding.code)
    said = client_of(head).get(DESK)
    assert [r.expression.work for r in said.context["decisions"]] == [work]
    other = client_of(people.delegate("MX")).get(DESK)
    assert other.context["decisions"] == []
    assert "Nothing waits for you." in other.content.decode()


def test_a_partner_finds_its_report_with_day_and_clause(meeting):
    person = partner()
    said = client_of(person).get(DESK)
    assert [due.meeting for due in said.context["reports"]] == [meeting]
    assert "III.d" in said.content.decode()
    work = actions.begin_report(
        meeting=meeting,
        title="What we did",
        language="en",
        summary="",
        upload=SimpleUploadedFile("report.txt", b"What we did."),
        by=person,
    )
    said = client_of(person).get(DESK)
    assert [row["work"] for row in said.context["drafts"]] == [work]
    assert f"/en/desk/reports/{work.uuid}/" in said.content.decode()
    stranger = client_of(people.delegate("MX")).get(DESK)
    assert stranger.context["drafts"] == []
    assert "What we did" not in stranger.content.decode()


def test_what_is_new_is_marked_until_the_person_has_left(site, clock):
    client = client_of(people.delegate("MX"))
    assert client.get(DESK).context["papers"].since is None
    clock.pass_by(days=1)
    work = recorded_action_plan()
    recorded_action_plan(audience="steering")
    clock.pass_by(minutes=1)
    for _reading in range(2):
        response = client.get(DESK)
        assert response.context["papers"].works == [work]
        assert "badge--new" in response.content.decode()
        clock.pass_by(minutes=10)
    clock.pass_by(hours=1)
    response = client.get(DESK)
    assert response.context["papers"].count == 0
    assert "badge--new" not in response.content.decode()


def test_asking_for_the_page_without_reading_it_is_no_visit(site):
    person = people.delegate("MX")
    client = client_of(person)
    assert client.head(DESK).status_code == 200
    assert client.get(DESK, headers={"sec-purpose": "prefetch"}).status_code == 200
    assert not DeskVisit.objects.filter(person=person).exists()
    assert client.post(DESK).status_code == 405


def test_other_pages_move_nothing(site):
    person = people.delegate("MX")
    client_of(person).get("/en/")
    assert not DeskVisit.objects.exists()


def test_our_people_stand_with_their_roles(site):
    one = people.focal_point("MX", first_name="Nélida", last_name="Núñez")
    people.delegate("GT", first_name="Someone", last_name="Else")
    said = client_of(one).get(DESK).content.decode()
    assert "Nélida Núñez" in said
    assert "Focal point" in said
    assert "Someone Else" not in said


def test_the_header_leads_to_it(site):
    said = client_of(people.delegate("MX")).get("/en/").content.decode()
    assert f'href="{DESK}"' in said
    assert f'href="{DESK}"' not in Client().get("/en/").content.decode()


def test_it_asks_as_often_however_much_there_is(meeting, clock):
    editor = people.editor()
    client = client_of(editor)
    client.get(DESK)
    clock.pass_by(days=1)
    asked = []
    for _round in range(2):
        recorded_action_plan(meeting=meeting, by=editor)
        draft_action_plan(meeting=meeting, by=editor)
        set_up_site()
        clock.pass_by(minutes=1)
        client.get(DESK)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
