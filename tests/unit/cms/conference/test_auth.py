"""Entry to the editors' rooms, by appointments in force."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from cms.conference import auth
from cms.conference.auth import ADMIN, register_admission
from cms.conference.models import Appointment
from tests.factories import people
from tests.factories.conference import MemberStateFactory, presidency_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _presidencies() -> None:
    presidency_of(MemberStateFactory(code="GT"), ordinal=30, days_ago=400)
    presidency_of(MemberStateFactory(code="CR"), ordinal=31, days_ago=30)


@pytest.mark.parametrize(
    ("make", "enters"),
    [
        (people.editor, True),
        (people.coordinator, True),
        (lambda: people.head_of_delegation("CR"), True),
        (lambda: people.head_of_delegation("GT"), False),
        (lambda: people.delegate("CR"), False),
        (lambda: people.delegate("MX"), False),
        (UserFactory, False),
        (lambda: UserFactory(is_superuser=True), True),
        (lambda: people.editor(is_active=False), False),
        (lambda: UserFactory(is_superuser=True, is_active=False), False),
    ],
)
def test_who_enters(make, enters):
    assert make().has_perm(ADMIN) is enters


def test_entry_ends_with_the_appointment_though_the_group_stays():
    person = people.editor()
    assert person.groups.filter(name="Secretariat").exists()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Appointment.objects.filter(person=person).update(ends_on=yesterday)
    assert not person.has_perm(ADMIN)


def test_entry_passes_with_the_presidency():
    former = people.head_of_delegation("CR")
    assert former.has_perm(ADMIN)
    presidency_of(MemberStateFactory(code="DO"), ordinal=32, days_ago=0)
    assert not former.has_perm(ADMIN)
    assert people.head_of_delegation("DO").has_perm(ADMIN)


def test_everything_else_is_as_django_does_it():
    person = people.editor()
    assert not person.has_perm("accounts.change_user")
    person.user_permissions.add(Permission.objects.get(codename="change_user"))
    person = type(person).objects.get(pk=person.pk)
    assert person.has_perm("accounts.change_user")


def test_a_room_admits_for_work_of_its_own(monkeypatch):
    monkeypatch.setattr(auth, "_admissions", list(auth._admissions))
    invited, other = UserFactory(), UserFactory()

    def is_invited(person):
        return person.pk == invited.pk

    for _each in range(2):
        assert register_admission(is_invited) is is_invited
    assert auth._admissions.count(is_invited) == 1
    assert (invited.has_perm(ADMIN), other.has_perm(ADMIN)) == (True, False)
    assert not invited.has_perm("documents.add_document")
