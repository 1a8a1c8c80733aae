"""The home page: what is new, what is next, who presides."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.conference.models import Meeting, PresidencyTerm
from rcm_pages.home.models import HomePage
from rcm_pages.site import set_up_site
from tests.factories.conference import MeetingFactory
from tests.factories.works import draft_action_plan, recorded_action_plan

pytestmark = pytest.mark.django_db


def context():
    page = HomePage.objects.get(locale__language_code="en")
    request = RequestFactory().get("/en/")
    request.user = AnonymousUser()
    return page.get_context(request)


def in_days(days, ordinal):
    day = timezone.localdate() + dt.timedelta(days=days)
    return MeetingFactory(ordinal=ordinal, starts_on=day, ends_on=day)


def test_the_next_meeting_is_the_nearest_to_come(site):
    assert context()["coming"] is None
    in_days(60, 32)
    near = in_days(0, 31)
    in_days(-2, 30)
    assert context()["coming"].meeting == near


def test_five_meetings_that_have_been(site):
    for ordinal in (25, 26, 27, 28):
        in_days(-ordinal, ordinal)
    in_days(3, 31)
    recent = [m.ordinal for m in context()["recent_meetings"]]
    assert recent == [25, 26, 27, 28, 21]


def test_a_meeting_under_way_is_not_over_yet(site):
    begun = in_days(-1, 31)
    Meeting.objects.filter(pk=begun.pk).update(ends_on=timezone.localdate())
    said = context()
    assert said["coming"].meeting == begun
    assert begun not in said["recent_meetings"]


def test_what_is_due_and_what_has_arrived_is_said(site, client):
    meeting = in_days(12, 31)
    set_up_site()
    recorded_action_plan(meeting=meeting)
    recorded_action_plan(meeting=meeting, audience="members")
    response = client.get("/en/")
    assert response.context["coming"].counts == [("action_plan", 1)]
    said = response.content.decode()
    assert "in 12 days" in said
    assert "III.d" in said
    assert "the day has passed" in said


def test_only_papers_that_everybody_may_read(site):
    draft_action_plan()
    seen = recorded_action_plan()
    recorded_action_plan(audience="members")
    assert list(context()["latest_works"]) == [seen]


def test_who_presides(site):
    assert context()["term"].party.code == "CR"


def test_a_portal_without_facts(site, client):
    PresidencyTerm.objects.all().delete()
    HomePage.objects.get(slug="rcm").get_descendants().delete()
    for slug in ("crm",):
        HomePage.objects.get(slug=slug).get_descendants().delete()
    Meeting.objects.all().delete()
    assert client.get("/en/").status_code == client.get("/es/").status_code == 200


def test_it_asks_as_often_however_much_there_is(site, client):
    coming = in_days(50, 31)
    set_up_site()
    recorded_action_plan()
    recorded_action_plan(meeting=coming)
    asked = []
    for more in (0, 4):
        for number in range(more):
            in_days(-10 - number, 26 + number)
            recorded_action_plan(meeting=Meeting.objects.get(ordinal=21))
            recorded_action_plan(meeting=coming)
        set_up_site()
        client.get("/en/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
