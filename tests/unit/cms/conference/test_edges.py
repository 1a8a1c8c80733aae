"""Whatever is known of an edge, its bounds hold it and its words do not exceed it."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.conference.dates import Precision, say_dates
from cms.conference.edges import EDGE_PRECISIONS, Edge
from cms.conference.models import Membership
from cms.conference.standings import meet

DAY = dt.date(2013, 6, 25)
days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


@st.composite
def edges(draw):
    """Draw an edge that is valid."""
    precision = draw(st.sampled_from(EDGE_PRECISIONS))
    first, last = sorted((draw(days), draw(days)))
    if precision == Precision.BETWEEN:
        return Edge(first, last, precision)
    if precision == Precision.UNKNOWN:
        return Edge(draw(st.none() | st.just(first)), draw(st.none() | st.just(last)))
    return Edge(first, None, precision)


@given(edges())
def test_bounds_are_in_order(edge):
    if edge.earliest and edge.latest:
        assert edge.earliest <= edge.latest


@given(edges())
def test_the_stored_day_lies_within_the_bounds(edge):
    if edge.on and edge.earliest:
        assert edge.earliest <= edge.on
    if edge.on and edge.latest:
        assert edge.on <= edge.latest


@given(edges())
def test_an_edge_is_said_in_both_languages(edge):
    for language in ("en", "es"):
        with translation.override(language):
            assert str(edge)


@given(edges(), edges(), days)
def test_what_is_certain_is_possible(starts, ends, recorded_on):
    fact = _fact(starts, ends, recorded_on)
    for day in (fact.certain_from, fact.certain_until, recorded_on):
        known = day and fact.is_certain_on(day) and starts.latest
        if known and (ends.latest is None or ends.latest >= day):
            assert fact.is_possible_on(day)


@given(edges(), edges(), days, days)
def test_nothing_is_certain_within_an_uncertain_edge(starts, ends, recorded_on, day):
    fact = _fact(starts, ends, recorded_on)
    if fact.is_certain_on(day):
        assert day >= (starts.latest or recorded_on)
        assert ends.earliest is None or day <= ends.earliest


@given(edges(), days)
def test_facts_that_meet_share_a_certain_day(starts, recorded_on):
    one = _fact(starts, None, recorded_on)
    other = Membership(starts_on=DAY, ends_on=DAY + dt.timedelta(days=400))
    other.work_out_certainty()
    shared = any(
        one.is_certain_on(DAY + dt.timedelta(days=n))
        and other.is_certain_on(DAY + dt.timedelta(days=n))
        for n in range(401)
    )
    assert meet(one, other) == meet(other, one) == shared


def _fact(starts, ends, recorded_on):
    fact = Membership(
        starts_on=starts.on,
        starts_by=starts.by,
        starts_precision=starts.precision,
        recorded_on=recorded_on,
    )
    if ends:
        fact.ends_on, fact.ends_by = ends.on, ends.by
        fact.ends_precision = ends.precision
    fact.work_out_certainty()
    return fact


@pytest.mark.parametrize(
    ("edge", "earliest", "latest"),
    [
        (Edge(DAY, None, Precision.DAY), DAY, DAY),
        (
            Edge(dt.date(2012, 2, 9), None, Precision.MONTH),
            dt.date(2012, 2, 1),
            dt.date(2012, 2, 29),
        ),
        (
            Edge(DAY, None, Precision.YEAR),
            dt.date(2013, 1, 1),
            dt.date(2013, 12, 31),
        ),
        (
            Edge(DAY, None, Precision.AROUND),
            dt.date(2013, 5, 25),
            dt.date(2013, 7, 26),
        ),
        (Edge(DAY, dt.date(2014, 1, 1), Precision.BETWEEN), DAY, dt.date(2014, 1, 1)),
        (Edge(None, DAY), None, DAY),
        (Edge(DAY, None), DAY, None),
        (Edge(), None, None),
        (Edge(None, None, Precision.YEAR), None, None),
    ],
)
def test_bounds(edge, earliest, latest):
    assert edge.bounds == (earliest, latest)


@pytest.mark.parametrize(
    ("edge", "said"),
    [
        (Edge(DAY, None, Precision.MONTH), "June 2013"),
        (Edge(DAY, None, Precision.AROUND), "around 25 June 2013"),
        (
            Edge(DAY, dt.date(2014, 1, 1), Precision.BETWEEN),
            "between 25 June 2013 and 1 January 2014",
        ),
        (
            Edge(DAY, dt.date(2014, 1, 1)),
            "between 25 June 2013 and 1 January 2014",
        ),
        (Edge(None, DAY), "on an unknown day, at the latest 25 June 2013"),
        (Edge(DAY, None), "on an unknown day, not before 25 June 2013"),
        (Edge(), "on an unknown day"),
    ],
)
def test_edges_in_words(edge, said):
    assert str(edge) == said


@pytest.mark.parametrize(
    ("ends", "precision", "said"),
    [
        (None, Precision.FROM, "from 25 June 2013"),
        (None, Precision.AROUND, "around 25 June 2013"),
        (dt.date(2013, 6, 28), Precision.AROUND, "around 25–28 June 2013"),
        (dt.date(2013, 6, 28), Precision.BETWEEN, "between 25 and 28 June 2013"),
        (
            dt.date(2013, 7, 1),
            Precision.BETWEEN,
            "between 25 June 2013 and 1 July 2013",
        ),
        (None, Precision.BETWEEN, "June 2013"),
    ],
)
def test_spans_in_words(ends, precision, said):
    assert say_dates(DAY, ends, precision) == said
