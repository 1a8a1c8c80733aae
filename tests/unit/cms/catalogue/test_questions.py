"""Addresses are understood as far as they can be; nonsense is told and left out."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.catalogue.listing import listed

pytestmark = pytest.mark.django_db
NAMES = (
    "type", "body", "meeting", "party", "theme", "language", "status",
    "year_from", "year_to", "sort", "view", "page",
)  # fmt: skip


def read(query: str):
    return listed(user=AnonymousUser(), data=QueryDict(query)).question


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("year_from=0", "year_from"),
        ("year_to=99999999999999999999", "year_to"),
        ("year_from=-5", "year_from"),
        ("year_from=MMXV", "year_from"),
        ("meeting=1e9", "meeting"),
        ("meeting=99999999999999999999999", "meeting"),
        ("meeting=²", "meeting"),
        ("type=%00", "type"),
        ("party=" + "x" * 10_000, "party"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=²", "page"),
        ("page=99999999999999999999", "page"),
        ("sort=curated", "sort"),
        ("view=cards", "view"),
        ("theme=no-such", "theme"),
    ],
)
def test_nonsense_is_named_and_narrows_nothing(query, name):
    question = read(query)
    assert [each.name for each in question.ignored] == [name]
    assert len(question.ignored[0].value) < 100
    assert question.query == ""


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=90), max_size=60))
)
def test_anything_is_read(db, data):
    """Whatever stands in an address, it is read, and few words repeat it."""
    listing = listed(user=AnonymousUser(), data=data)
    assert len(listing.question.ignored) <= 10
    assert listing.works.count() == listing.counted.total == 0


def test_two_ways_to_ask_have_one_address(site):
    first = read("status=recorded&type=declaration&type=action_plan&sort=-date&page=1")
    again = read("type=action_plan&type=declaration&status=recorded&status=recorded")
    assert first.query == again.query
    assert first.query == "type=action_plan&type=declaration&status=recorded"
    assert read(first.query).query == first.query


def test_years_the_wrong_way_round_are_turned(site):
    question = read("year_from=2020&year_to=2010")
    assert (question.year_from, question.year_to) == (2010, 2020)
    assert question.ignored == ()


def test_a_question_without_one_value_begins_at_its_first_page(site):
    question = read("type=declaration&type=action_plan&page=3&view=table")
    left = question.without("type", "declaration")
    assert left.query == "type=action_plan&view=table"
    assert left.without("type", "action_plan").query == "view=table"
