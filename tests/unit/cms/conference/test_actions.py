"""Appointments are written once, with the group that Wagtail asks for."""

import datetime as dt

import pytest

from cms.audit.models import Event
from cms.conference.actions import SECRETARIAT_GROUP, appoint
from cms.conference.models import Appointment, Role
from tests.factories import people
from tests.factories.conference import PartyFactory, SecretariatFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_an_appointment_is_kept_with_its_event():
    person, by = UserFactory(), people.coordinator()
    day = dt.date(2026, 1, 2)
    kept = appoint(
        person=person, party=PartyFactory(code="MX"), role=Role.DELEGATE,
        starts_on=day, by=by,
    )  # fmt: skip
    assert (kept.starts_on, kept.ends_on) == (day, None)
    event = Event.objects.about(kept).get()
    assert event.verb == "conference.appointed"
    assert (event.actor, event.capacity) == (by, "secretariat:TS")
    assert event.data["party"] == "MX"


def test_appointed_twice_is_appointed_once():
    person, party = UserFactory(), PartyFactory()
    first = appoint(person=person, party=party, role=Role.DELEGATE, by=None)
    again = appoint(person=person, party=party, role=Role.DELEGATE, by=None)
    assert first == again
    assert Appointment.objects.count() == 1
    assert Event.objects.about(first).count() == 1


def test_a_former_delegate_may_be_appointed_again():
    person, party = UserFactory(), PartyFactory()
    first = appoint(person=person, party=party, role=Role.DELEGATE, by=None)
    first.ends_on = dt.date(2020, 1, 1)
    first.save()
    assert appoint(person=person, party=party, role=Role.DELEGATE, by=None) != first


@pytest.mark.parametrize(
    ("party", "role", "joins"),
    [
        (SecretariatFactory, Role.EDITOR, True),
        (SecretariatFactory, Role.COORDINATOR, True),
        (SecretariatFactory, Role.ARCHIVIST, True),
        (PartyFactory, Role.EXPERT, False),
        (PartyFactory, Role.HEAD_OF_DELEGATION, False),
    ],
)
def test_only_the_secretariat_joins_its_group(party, role, joins):
    person = UserFactory()
    appoint(person=person, party=party(), role=role, by=None)
    assert person.groups.filter(name=SECRETARIAT_GROUP).exists() is joins
