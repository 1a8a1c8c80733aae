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
    assert context()["next_meeting"] is None
    in_days(60, 32)
    near = in_days(0, 31)
    in_days(-1, 30)
    assert context()["next_meeting"] == near


def test_four_meetings_that_have_been(site):
    for ordinal in (25, 26, 27):
        in_days(-ordinal, ordinal)
    in_days(3, 31)
    assert [m.ordinal for m in context()["recent_meetings"]] == [25, 26, 27, 21]


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
    recorded_action_plan()
    asked = []
    for more in (0, 4):
        for number in range(more):
            in_days(-10 - number, 26 + number)
            recorded_action_plan(meeting=Meeting.objects.get(ordinal=21))
        set_up_site()
        client.get("/en/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
