"""The parties, each of them, and the line of presidencies."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.conference import accreditation
from cms.conference.dates import Precision
from cms.conference.edges import Edge
from cms.conference.models import Body, Meeting, Membership, Party, PresidencyTerm
from cms.conference.standings import begin_standing, end_standing
from cms.works.models import Access, MeetingAudience
from tests.factories.conference import MeetingFactory, PartyFactory
from tests.factories.listings import many_works

pytestmark = pytest.mark.django_db


def day(year: int) -> Edge:
    return Edge(dt.date(year, 5, 1), None, Precision.DAY)


def standing(party: Party, kind: str, starts: Edge) -> Membership:
    return begin_standing(party=party, standing=kind, starts=starts, by=None)


def grouped(client) -> dict[str, list[str]]:
    groups = client.get(reverse("parties")).context["groups"]
    return {g.code: [row.party.code for row in g.rows] for g in groups}


def profile(client, code: str):
    response = client.get(reverse("party", args=[code]))
    assert response.status_code == 200
    return response.context["profile"]


def test_parties_stand_by_their_standing_today(site, client):
    observer, former, _nothing = (PartyFactory(code=c) for c in ("OB", "FO", "NO"))
    standing(observer, "observer_state", day(2000))
    left = standing(former, "observer_state", day(2000))
    end_standing(membership=left, ends=day(2010), by=None)
    groups = grouped(client)
    assert groups["observer_state"] == ["OB"]
    assert groups["former"] == ["FO"]
    assert "NO" in groups["unknown"]
    assert {"CR", "GT", "MX"} <= set(groups["member_state"])


def test_what_is_not_certain_is_said(site, client):
    """An end somewhere between last year and next year: today nobody knows."""
    party = PartyFactory(code="DO")
    held = standing(party, "observer_state", day(2000))
    today = timezone.localdate()
    span = Edge(
        today - dt.timedelta(days=300),
        today + dt.timedelta(days=300),
        Precision.BETWEEN,
    )
    end_standing(membership=held, ends=span, by=None)
    assert grouped(client)["observer_state"] == ["DO"]
    page = client.get(reverse("party", args=["DO"])).content.decode()
    assert "not certain today" in page
    assert "not certain today" in client.get(reverse("parties")).content.decode()


def test_a_party_without_anything_has_a_page(site, client):
    PartyFactory(code="NO")
    found = profile(client, "NO")
    assert [*found.standings, *found.hosted, *found.attended, *found.terms] == []
    page = client.get(reverse("party", args=["NO"])).content.decode()
    assert "not known" in page
    assert client.get(reverse("party", args=["nobody"])).status_code == 404
    assert client.get(reverse("party", args=["no"])).status_code == 302


def test_a_partys_papers_are_those_one_may_read(site, client, delegate):
    party = PartyFactory(code="AU")
    many_works(20, authors=[party], author=party)
    public = Access.objects.filter(token="public").count()
    for reader, number in ((client, public), (delegate, 20)):
        response = reader.get(reverse("party", args=["AU"]))
        assert response.context["paper_count"] == number
        assert len(response.context["papers"]) == 5
    listed = client.get(response.context["browse_url"])
    assert listed.context["total"] == public


def test_meetings_hosted_and_attended_but_no_hidden_one(site, client, delegate):
    mexico = Party.objects.get(code="MX")
    meeting = Meeting.objects.get(ordinal=20)
    accreditation.accredit(
        meeting=meeting, party=mexico, standing="member_state", by=None
    )
    found = profile(client, "MX")
    assert found.attended == [meeting]
    assert meeting in found.hosted
    MeetingAudience.objects.create(meeting=meeting, sees="members", steering_since=0)
    found = profile(client, "MX")
    assert found.attended == []
    assert meeting not in found.hosted
    assert meeting in profile(delegate, "MX").hosted


@pytest.fixture
def vice_ministers(site) -> None:
    Body.objects.filter(code="vm").update(kind=Body.Kind.VICE_MINISTERS)


def test_the_line_of_presidencies(vice_ministers, client):
    belize = PartyFactory(code="BZ", name_en="Belize", name_es="Belice")
    PresidencyTerm.objects.create(party=belize, ordinal=20)
    PresidencyTerm.objects.create(party=belize, ordinal=32)
    response = client.get(reverse("presidency"))
    line = response.context["line"]
    assert [s.term.ordinal for s in line.stations] == [32, 31, 30, 20]
    assert [s.tense for s in line.stations] == ["next", "present", "past", "past"]
    assert [s.is_uncertain for s in line.stations] == [False, False, False, True]
    assert line.present.party.code == "CR"
    first = line.stations[-1]
    assert (first.start, first.end) == ("not known", "not known")
    assert first.meetings == [Meeting.objects.get(ordinal=20)]
    assert "Presides today" in response.content.decode()


def test_nobody_presides_and_nothing_breaks(site, client):
    PresidencyTerm.objects.all().delete()
    response = client.get(reverse("presidency"))
    assert "Who presides has not been entered" in response.content.decode()


def test_declarations_of_a_presidency_are_those_one_may_read(vice_ministers, client):
    term = PresidencyTerm.objects.get(ordinal=31)
    meeting = MeetingFactory(ordinal=31)
    works = many_works(4, meeting=meeting, type_code="declaration", state="adopted")
    Access.objects.update(token="members")
    Access.objects.filter(work=works[0]).update(token="public")
    stations = client.get(reverse("presidency")).context["line"].stations
    (papers,) = [s.papers for s in stations if s.term == term]
    assert papers == [works[0]]


@pytest.mark.parametrize("name", ["parties", "presidency", "party"])
def test_as_many_queries_for_many_as_for_few(site, client, name):
    party = Party.objects.get(code="CR")
    path = reverse(name, args=["CR"] if name == "party" else [])

    def queries() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    meetings = [MeetingFactory(ordinal=n, host=party) for n in (30, 31)]
    many_works(6, meetings=meetings, authors=[party])
    few = queries()
    meetings += [MeetingFactory(ordinal=n, host=party) for n in range(1, 19)]
    for n in range(1, 19):
        other = PartyFactory()
        standing(other, "observer_state", day(2000))
        PresidencyTerm.objects.create(party=other, ordinal=n)
    many_works(60, meetings=meetings, authors=[party], seed=2)
    assert queries() <= few
