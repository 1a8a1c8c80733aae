"""What the registry's forms refuse, and where they say so."""

import datetime as dt

import pytest
from django.urls import reverse

from cms.conference.models import (
    Body,
    Party,
)
from tests.factories.conference import MemberStateFactory, PartyFactory
from tests.factories.works import recorded_action_plan
from tests.integration.conference.forms import errors, posted, vm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name_en", "x" * 10_000),
        ("name_en", "a\x00b"),
        ("name_en", ""),
        ("kind", "empire"),
        ("code", "not a code"),
        ("code", "CR"),
        ("part_of", "999999"),
        ("part_of", "x"),
    ],
)
def test_nonsense_in_a_party_is_an_error_of_its_field(editor, name, value):
    party = MemberStateFactory(code="MX")
    response = posted(
        editor, reverse("conference_parties:edit", args=[party.pk]), **{name: value}
    )
    assert response.status_code == 200
    assert name in errors(response)


def test_no_party_is_a_part_of_itself(editor):
    network = PartyFactory(code="NET")
    member = PartyFactory(code="ONE", part_of=network)
    for party in (network, member):
        address = reverse("conference_parties:edit", args=[network.pk])
        response = posted(editor, address, part_of=party.pk)
        assert "cannot be a part of itself" in errors(response)["part_of"][0]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "2015-11-13"}, "ends_on"),
        ({"starts_on": "0001-01-01"}, "starts_on"),
        ({"starts_on": "9999-12-31", "ends_on": ""}, "starts_on"),
        ({"starts_on": "31 November"}, "starts_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"precision": "month"}, "ends_on"),
        ({"precision": "unknown"}, "starts_on"),
        ({"precision": "guess"}, "precision"),
        ({"precision": "between", "ends_on": ""}, "ends_on"),
        (
            {"span_starts_on": "2015-11-12", "span_ends_on": "2015-11-09"},
            "span_ends_on",
        ),
        ({"ordinal": "0"}, "ordinal"),
        ({"ordinal": "4000"}, "ordinal"),
        ({"ordinal": "-1"}, "ordinal"),
        ({"ordinal": "21"}, "__all__"),
        ({"city_en": "x" * 10_000}, "city_en"),
        ({"theme_es": "a\x00"}, "theme_es"),
        ({"host": "999999"}, "host"),
    ],
)
def test_nonsense_in_a_meeting_is_an_error_of_its_field(editor, changes, field):
    address = reverse("conference_meetings:edit", args=[vm().pk])
    response = posted(editor, address, **changes)
    assert response.status_code == 200
    assert field in errors(response)
    assert vm().ends_on == dt.date(2015, 11, 12)


@pytest.mark.parametrize("changes", [{"ordinal": "19"}, {"starts_on": "2014-11-11"}])
def test_a_symbol_keeps_ordinal_and_year_of_its_meeting(editor, changes):
    work = recorded_action_plan()
    address = reverse("conference_meetings:edit", args=[vm().pk])
    response = posted(editor, address, **changes)
    assert work.symbol in str(errors(response)["__all__"])
    assert (vm().ordinal, vm().year) == (20, 2015)


def test_what_no_symbol_names_can_still_be_corrected(editor):
    recorded_action_plan()
    address = reverse("conference_meetings:edit", args=[vm().pk])
    assert posted(editor, address, starts_on="2015-11-10").status_code == 302
    assert vm().starts_on == dt.date(2015, 11, 10)


def test_a_symbol_keeps_the_code_of_its_body(editor):
    work = recorded_action_plan()
    body = Body.objects.get(code="vm")
    address = reverse("conference_bodies:edit", args=[body.pk])
    response = posted(editor, address, code="min")
    assert work.symbol in str(errors(response)["__all__"])


def test_two_standings_at_once_are_refused(editor):
    party = MemberStateFactory(code="MX")
    begin = reverse("conference_parties:begin", args=[party.pk])
    data = {"standing": "observer_state", "starts_precision": "day",
            "starts_on": "2003-01-01"}  # fmt: skip
    response = editor.post(begin, data)
    assert "member state" in errors(response)["__all__"][0]
    assert response.context["form"]["starts_on"].value() == "2003-01-01"


def test_accrediting_twice_is_refused(editor):
    address = reverse("conference_meetings:accredit", args=[vm().pk])
    mexico = Party.objects.get(code="MX")
    assert editor.post(address, {"party": mexico.pk}).status_code == 302
    assert "party" in errors(editor.post(address, {"party": mexico.pk}))
