"""People, known by their e-mail address whatever its case."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from cms.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_person_is_found_whatever_the_case_of_the_address():
    person = User.objects.create_user("Ada@Example.ORG", "a-password-under-test")
    assert person.email == "ada@example.org"
    for typed in ("ADA@example.org", " ada@example.org ", "ada@EXAMPLE.org"):
        assert User.objects.get_by_natural_key(typed) == person
    assert authenticate(username="ADA@EXAMPLE.ORG", password="a-password-under-test")


def test_a_person_needs_an_address():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_without_a_password_nobody_signs_in():
    person = User.objects.create_user("ada@example.org")
    assert not person.has_usable_password()
    assert authenticate(username="ada@example.org", password="") is None


def test_an_administrator_of_the_machine_decides_nothing():
    person = User.objects.create_superuser("root@example.org", "x")
    assert person.is_staff
    assert person.is_superuser
    assert not person.appointments.exists()


def test_an_address_entered_in_a_form_is_kept_in_small_letters():
    """Wagtail's form saves the model: the person must be able to sign in."""
    person = User(email="Grace@Example.org")
    person.set_password("a-password-under-test")
    person.save()
    assert authenticate(username="grace@example.org", password="a-password-under-test")
    assert authenticate(username="Grace@Example.org", password="a-password-under-test")


def test_one_address_is_one_person():
    User.objects.create_user("ada@example.org")
    twin = User(email="ADA@example.org", password="!")
    with pytest.raises(ValidationError):
        twin.full_clean()


def test_a_person_is_called_by_name_or_by_address():
    person = User(email="ada@example.org")
    assert str(person) == "ada@example.org"
    person.first_name, person.last_name = "Ada", "Lovelace"
    assert str(person) == "Ada Lovelace"
