"""The registry is kept by appointments in force, not by groups."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.utils import timezone

from cms.conference.models import Party
from cms.conference.policies import RegistryPolicy, may_keep_registry
from tests.factories.people import (
    UserFactory,
    coordinator,
    delegate,
    editor,
    head_of_delegation,
)

pytestmark = pytest.mark.django_db
POLICY = RegistryPolicy(Party)


def test_who_keeps_the_registry():
    keepers = [editor(), coordinator(), UserFactory(is_superuser=True)]
    others = [delegate("MX"), head_of_delegation("CR"), UserFactory()]
    for action in ("add", "change", "view"):
        assert all(POLICY.user_has_permission(user, action) for user in keepers)
        assert not any(POLICY.user_has_permission(user, action) for user in others)
        assert set(POLICY.users_with_permission(action)) == set(keepers)
    assert not may_keep_registry(AnonymousUser())


def test_nobody_deletes():
    administrator = UserFactory(is_superuser=True)
    assert not POLICY.user_has_permission(administrator, "delete")
    assert not POLICY.user_has_any_permission(administrator, ["delete", "publish"])
    assert not POLICY.users_with_permission("delete").exists()


def test_an_ended_appointment_or_account_ends_the_right():
    person = editor()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    person.appointments.update(ends_on=yesterday)
    assert not may_keep_registry(person)
    administrator = UserFactory(is_superuser=True, is_active=False)
    assert not may_keep_registry(administrator)
    assert not POLICY.users_with_permission("change").exists()


def test_a_django_permission_gives_nothing():
    person = UserFactory()
    person.user_permissions.set(Permission.objects.filter(codename="change_party"))
    assert not POLICY.user_has_permission(person, "change")
