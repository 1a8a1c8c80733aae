"""A party has one standing at a time; it begins and ends with an event."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.audit.models import Event
from cms.conference import standings
from cms.conference.dates import Precision
from cms.conference.edges import Edge
from cms.conference.models import Membership
from tests.factories.conference import PartyFactory

OBSERVER, MEMBER = "observer_state", "member_state"
days = st.dates(dt.date(1996, 1, 1), dt.date(2030, 1, 1))


def day(*parts):
    return Edge(dt.date(*parts), None, Precision.DAY)


def begin(party, standing, starts, **facts):
    return standings.begin_standing(
        party=party, standing=standing, starts=starts, by=None, **facts
    )


def end(membership, ends):
    return standings.end_standing(membership=membership, ends=ends, by=None)


@pytest.mark.django_db
def test_an_observer_becomes_a_member():
    party = PartyFactory()
    observer = begin(party, OBSERVER, day(1998, 1, 1), source="A page")
    with pytest.raises(ValidationError, match="observer country"):
        begin(party, MEMBER, day(2005, 6, 1))
    end(observer, day(2005, 5, 31))
    member = begin(party, MEMBER, day(2005, 6, 1))
    held = Membership.objects.filter(party=party)
    assert held.on(dt.date(2005, 5, 31)).get() == observer
    assert held.on(dt.date(2005, 6, 1)).get() == member
    verbs = [e.verb for e in Event.objects.filter(verb__contains="standing")]
    assert verbs == [standings.BEGUN, standings.ENDED, standings.BEGUN]


@pytest.mark.django_db
def test_the_same_standing_twice_is_refused():
    party = PartyFactory()
    begin(party, MEMBER, day(1998, 1, 1))
    with pytest.raises(ValidationError):
        begin(party, MEMBER, day(1999, 1, 1))


@pytest.mark.django_db
def test_uncertain_edges_may_touch():
    """From observer to member in 2005: on which day is not known."""
    party = PartyFactory()
    observer = begin(party, OBSERVER, day(1998, 1, 1))
    year = Edge(dt.date(2005, 1, 1), None, Precision.YEAR)
    end(observer, year)
    begin(party, MEMBER, year)
    assert not Membership.objects.filter(party=party).on(dt.date(2005, 6, 1)).exists()


@pytest.mark.django_db
def test_ending_twice_or_before_the_beginning_is_refused():
    member = begin(PartyFactory(), MEMBER, day(1998, 1, 1))
    with pytest.raises(ValidationError):
        end(member, day(1997, 12, 31))
    end(member, day(2001, 1, 1))
    with pytest.raises(ValidationError, match="ended already"):
        end(member, day(2002, 1, 1))


@pytest.mark.django_db
def test_a_correction_needs_a_reason_and_room():
    party = PartyFactory()
    observer = begin(party, OBSERVER, day(1998, 1, 1))
    end(observer, day(2000, 1, 1))
    member = begin(party, MEMBER, day(2001, 1, 1))
    for changes, reason in (
        ({"starts_on": dt.date(2001, 2, 1)}, "  "),
        ({"starts_on": dt.date(1999, 1, 1)}, "Misread"),
    ):
        with pytest.raises(ValidationError):
            standings.correct_standing(
                membership=member, changes=changes, reason=reason, by=None
            )
    standings.correct_standing(
        membership=member,
        changes={"starts_on": dt.date(2001, 2, 1)},
        reason="Misread",
        by=None,
    )
    event = Event.objects.filter(verb=standings.CORRECTED).get()
    assert event.data["reason"] == "Misread"
    assert event.data["changes"] == {"starts_on": ["2001-01-01", "2001-02-01"]}


class OneAtATime(TestCase):
    """Whatever is entered in whatever order, no two certain standings meet."""

    @given(
        st.lists(
            st.tuples(st.sampled_from([OBSERVER, MEMBER]), days, st.none() | days),
            max_size=6,
        )
    )
    def test_no_two_certain_standings_meet(self, rows):
        party = PartyFactory()
        for standing, starts, ends in rows:
            try:
                made = begin(party, standing, Edge(starts, None, Precision.DAY))
                if ends:
                    end(made, Edge(ends, None, Precision.DAY))
            except ValidationError:
                continue
        kept = list(party.memberships.all())
        for one in kept:
            for other in kept:
                assert one == other or not standings.meet(one, other)
