"""Who may decide, from appointments and terms as they stand at an instant."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cms.accounts.models import User
from cms.conference.models import Appointment, Role
from cms.conference.permissions import (
    appointments_of,
    capacity_of,
    deciding_party,
    is_coordinator,
    is_secretariat,
    may_decide,
)
from tests.factories import people
from tests.factories.conference import (
    MemberStateFactory,
    PartyFactory,
    SecretariatFactory,
)
from tests.factories.people import UserFactory
from tests.unit.cms.conference.test_presidency import HAND_OVER, TICK, YEAR, term

pytestmark = pytest.mark.django_db


def appointed(code: str, role: str = Role.HEAD_OF_DELEGATION, **dates) -> User:
    person = UserFactory()
    Appointment.objects.create(
        person=person, party=MemberStateFactory(code=code), role=role, **dates
    )
    return person


@pytest.fixture
def _terms() -> None:
    term("GT", 30, HAND_OVER - YEAR, HAND_OVER)
    term("CR", 31, HAND_OVER)


@pytest.mark.usefixtures("_terms")
@pytest.mark.parametrize(
    ("code", "offset", "decides"),
    [
        ("GT", -TICK, True),
        ("GT", TICK * 0, False),
        ("CR", -TICK, False),
        ("CR", TICK * 0, True),
        ("MX", -TICK, False),
        ("MX", TICK * 0, False),
    ],
)
def test_the_right_passes_at_the_hand_over(code, offset, decides):
    person = appointed(code)
    assert may_decide(person, HAND_OVER + offset) is decides


@pytest.mark.usefixtures("_terms")
@pytest.mark.parametrize(
    ("starts", "ends", "decides"),
    [
        (None, None, True),
        (0, 0, True),
        (-400, -1, False),
        (1, None, False),
        (None, -1, False),
        (-1, 1, True),
    ],
)
def test_only_an_appointment_in_force_counts(starts, ends, decides):
    """Days from the day of the question, both ends included."""
    at = HAND_OVER + YEAR
    day = timezone.localdate(at)

    def date(days: int | None) -> dt.date | None:
        return None if days is None else day + dt.timedelta(days=days)

    person = appointed("CR", starts_on=date(starts), ends_on=date(ends))
    assert may_decide(person, at) is decides


@pytest.mark.usefixtures("_terms")
def test_an_appointment_ends_with_the_day_of_the_conference_not_of_london():
    """06:00 UTC is midnight in Costa Rica."""
    person = appointed("CR", ends_on=dt.date(2026, 3, 1))
    midnight = dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC)
    assert may_decide(person, midnight - TICK)
    assert not may_decide(person, midnight)


@pytest.mark.usefixtures("_terms")
def test_a_delegate_does_not_decide():
    assert not may_decide(appointed("CR", Role.DELEGATE), HAND_OVER)


@pytest.mark.usefixtures("_terms")
def test_an_inactive_person_holds_nothing():
    person = appointed("CR")
    person.is_active = False
    assert appointments_of(person, HAND_OVER) == []
    assert not may_decide(person, HAND_OVER)
    assert capacity_of(person, HAND_OVER) == ""


def test_somebody_signed_out_holds_nothing():
    assert appointments_of(AnonymousUser()) == []
    assert appointments_of(None) == []
    assert not is_secretariat(AnonymousUser())
    assert capacity_of(None) == ""


@pytest.mark.usefixtures("_terms")
def test_a_person_in_two_delegations_decides_for_the_one_that_presides():
    person = appointed("GT")
    Appointment.objects.create(
        person=person,
        party=MemberStateFactory(code="CR"),
        role=Role.HEAD_OF_DELEGATION,
    )
    assert deciding_party(person, HAND_OVER - TICK).code == "GT"
    assert deciding_party(person, HAND_OVER).code == "CR"


@pytest.mark.usefixtures("_terms")
def test_a_delegate_of_the_presidency_who_heads_another_delegation_decides_nothing():
    person = appointed("CR", Role.DELEGATE)
    Appointment.objects.create(
        person=person,
        party=MemberStateFactory(code="MX"),
        role=Role.HEAD_OF_DELEGATION,
    )
    assert not may_decide(person, HAND_OVER)


def test_without_a_presidency_nobody_decides():
    assert not may_decide(appointed("CR"))


def test_a_superuser_decides_nothing_and_works_for_nobody():
    superuser = UserFactory(is_superuser=True, is_staff=True)
    term("CR", 31, HAND_OVER)
    assert not may_decide(superuser)
    assert not is_secretariat(superuser)
    assert not is_coordinator(superuser)


def test_the_secretariat_is_told_by_party_and_role():
    editor, coordinator = people.editor(), people.coordinator()
    assert is_secretariat(editor)
    assert not is_coordinator(editor)
    assert is_secretariat(coordinator)
    assert is_coordinator(coordinator)


def test_a_coordinator_of_a_state_is_not_the_secretariat():
    person = appointed("MX", Role.COORDINATOR)
    assert not is_secretariat(person)
    assert not is_coordinator(person)


def test_a_delegate_of_the_secretariat_edits_nothing():
    person = UserFactory()
    Appointment.objects.create(
        person=person, party=SecretariatFactory(), role=Role.DELEGATE
    )
    assert not is_secretariat(person)


@pytest.mark.usefixtures("_terms")
def test_capacities_have_their_order():
    """The Presidency goes before the Secretariat, that before a delegation."""
    person = people.editor()
    assert capacity_of(person) == "secretariat:TS"
    Appointment.objects.create(
        person=person, party=PartyFactory(code="CR"), role=Role.HEAD_OF_DELEGATION
    )
    assert capacity_of(person) == "presidency:CR"
    assert capacity_of(appointed("MX")) == "delegation:MX"
    assert capacity_of(UserFactory()) == ""
