"""Who must have a second factor."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.accounts import second_factor
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings, monkeypatch):
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = True
    monkeypatch.setattr(second_factor, "_requirements", [])


def test_a_registered_predicate_is_asked_at_each_moment():
    chosen = set()
    second_factor.register_requirement(lambda person: person.pk in chosen)
    person = UserFactory()
    assert not second_factor.is_required(person)
    chosen.add(person.pk)
    assert second_factor.is_required(person)


def test_the_same_predicate_counts_once():
    @second_factor.register_requirement
    def never(_person):
        return False

    second_factor.register_requirement(never)
    assert second_factor._requirements == [never]


def test_administrators_always_nobody_never():
    assert second_factor.is_required(UserFactory(is_superuser=True))
    assert not second_factor.is_required(AnonymousUser())


def test_it_can_be_switched_off_for_all(settings):
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = False
    assert not second_factor.is_required(UserFactory(is_superuser=True))


def test_where_nothing_is_said_it_is_on(settings):
    del settings.ACCOUNTS_SECOND_FACTOR_REQUIRED
    assert second_factor.is_required(UserFactory(is_superuser=True))
