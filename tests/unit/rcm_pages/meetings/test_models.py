"""The list of meetings narrows by what makes sense; a meeting shows its papers."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.conference.dates import Precision
from cms.conference.models import Meeting
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.site import set_up_site
from tests.factories.conference import ConsultationGroupMeetingFactory, MeetingFactory
from tests.factories.works import (
    draft_action_plan,
    page_of,
    recorded_action_plan,
    submitted_action_plan,
)

pytestmark = pytest.mark.django_db
LIST = "/en/meetings/"


def page(ordinal=20, language="en"):
    return MeetingPage.objects.get(
        meeting__ordinal=ordinal, locale__language_code=language
    )


def asked(client, address):
    """Count the queries of an address that has been seen before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def years(response):
    return [
        (year, [p.meeting.ordinal for p in pages])
        for year, pages in response.context["years"]
    ]


def papers(response):
    return [work for section in response.context["sections"] for work in section.works]


def test_newest_year_first_and_unknown_dates_last(site, client):
    ConsultationGroupMeetingFactory(
        starts_on=None, ends_on=None, precision=Precision.UNKNOWN
    )
    set_up_site()
    response = client.get(LIST)
    assert years(response) == [
        (2016, [21]),
        (2015, [20]),
        (2014, [None]),
        (None, [None]),
    ]
    assert response.context["count"] == 4


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2015", [(2015, [20])]),
        ("year=2015&body=vm", [(2015, [20])]),
        ("body=rcgm", [(2014, [None])]),
        ("body=rcgm&year=2015", []),
        ("year=1996", []),
        ("body=&year=", None),
        ("page=2", None),
    ],
)
def test_what_the_filters_find(site, client, query, found):
    everything = [(2016, [21]), (2015, [20]), (2014, [None])]
    response = client.get(f"{LIST}?{query}")
    assert years(response) == (everything if found is None else found)
    assert not response.context["filter"].form.errors


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("year=0", "year"),
        ("year=abc", "year"),
        ("year=-1", "year"),
        ("year=NaN", "year"),
        ("year=Infinity", "year"),
        ("year=99999999999", "year"),
        ("year=1e400", "year"),
        ("year=" + "9" * 5000, "year"),
        ("year=%00", "year"),
        ("body=x", "body"),
        ("body=%00", "body"),
        ("body=vm'--", "body"),
    ],
)
@pytest.mark.parametrize("address", [LIST, "/es/reuniones/"])
def test_nonsense_narrows_nothing_and_says_so(site, client, address, query, field):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    assert response.context["count"] == 3
    errors = response.context["filter"].form.errors[field]
    assert str(errors[0]) in response.content.decode().replace("&#x27;", "'")


def test_the_list_asks_as_often_for_twelve_as_for_three(site, client):
    few = asked(client, LIST)
    for ordinal in range(1, 10):
        MeetingFactory(ordinal=ordinal)
    set_up_site()
    assert client.get(LIST).context["count"] == 12
    assert asked(client, LIST) == few


def test_the_list_counts_what_everybody_may_read(site, client):
    recorded_action_plan()
    recorded_action_plan()
    recorded_action_plan(audience="members")
    draft_action_plan()
    pages = [p for _year, some in client.get(LIST).context["years"] for p in some]
    assert {p.meeting.ordinal: p.paper_count for p in pages} == {21: 0, 20: 2, None: 0}


def test_a_meeting_shows_what_everybody_may_read(site, client):
    seen = recorded_action_plan()
    recorded_action_plan(audience="members")
    draft_action_plan()
    submitted_action_plan()
    recorded_action_plan(meeting=Meeting.objects.get(ordinal=21))
    for language in ("en", "es"):
        response = client.get(page(language=language).url)
        assert papers(response) == [seen]


def test_a_meeting_asks_as_often_for_five_papers_as_for_one(site, client):
    recorded_action_plan()
    one = asked(client, page().url)
    for _more in range(4):
        recorded_action_plan()
    assert len(papers(client.get(page().url))) == 5
    assert asked(client, page().url) == one


def test_neighbours_are_of_the_same_body_and_language(site, client):
    context = client.get(page(20).url).context
    assert (context["earlier"], context["later"]) == (None, page(21))
    context = client.get(page(21, "es").url).context
    assert (context["earlier"], context["later"]) == (page(20, "es"), None)


def test_a_meeting_without_a_number_has_no_neighbours(site, client):
    group = MeetingPage.objects.get(
        meeting__body__code="rcgm", locale__language_code="en"
    )
    context = client.get(group.url).context
    assert (context["earlier"], context["later"]) == (None, None)


def test_meetings_without_a_number_follow_one_another_by_date(site, client):
    for month in (3, 9):
        day = dt.date(2014, month, 1)
        ConsultationGroupMeetingFactory(starts_on=day, ends_on=day)
    set_up_site()
    middle = MeetingPage.objects.get(
        meeting__body__code="rcgm",
        meeting__starts_on__month=6,
        locale__language_code="en",
    )
    context = client.get(middle.url).context
    around = [context[way].meeting.starts_on.month for way in ("earlier", "later")]
    assert around == [3, 9]


def test_the_bodies_are_counted_and_the_chosen_one_marked(site, client):
    response = client.get(f"{LIST}?body=rcgm")
    counted = {b.code: (b.count, b.is_chosen) for b in response.context["bodies"]}
    assert counted == {"vm": (2, False), "rcgm": (1, True)}
    assert response.context["count"] == 1


def test_one_can_jump_to_a_decade_and_the_undated_are_counted(site, client):
    for ordinal in range(1, 8):
        MeetingFactory(ordinal=ordinal)
    ConsultationGroupMeetingFactory(
        starts_on=None, ends_on=None, precision=Precision.UNKNOWN
    )
    set_up_site()
    response = client.get(LIST)
    assert response.context["undated"] == 1
    assert [decade for decade, _years in response.context["decades"]] == [
        2010,
        2000,
        1990,
    ]
    said = response.content.decode()
    for anchor in ("year-1996", "year-2015", "year-unknown"):
        assert f'href="#{anchor}"' in said
        assert f'id="{anchor}"' in said


def test_a_meeting_of_which_little_is_known_has_its_page(site, client):
    meeting = ConsultationGroupMeetingFactory(
        starts_on=None,
        ends_on=None,
        precision=Precision.UNKNOWN,
        city_en="",
        city_es="",
        host=None,
    )
    set_up_site()
    for face in meeting.pages.all():
        response = client.get(face.url)
        assert response.status_code == 200
        assert response.context["sections"] == []


def test_an_unpublished_neighbour_is_not_named(site, client):
    page(21).unpublish()
    assert client.get(page(20).url).context["later"] is None


def test_editors_see_papers_of_every_state(editor):
    work = draft_action_plan(by=editor.user)
    response = editor.get(f"/admin/pages/{page().pk}/edit/")
    assert response.status_code == 200
    assert page_of(work).title in response.content.decode()
