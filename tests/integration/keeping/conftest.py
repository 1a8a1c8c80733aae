"""Who keeps the archive, and somebody who left it long ago."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cms.accounts.models import User
from tests.conftest import PersonClient
from tests.factories import people
from tests.integration.keeping.leaving import left, long_gone


@pytest.fixture
def archivist(site) -> PersonClient:
    client = PersonClient()
    client.user = people.archivist()
    client.force_login(client.user)
    return client


@pytest.fixture
def gone(archivist) -> User:
    """A head of delegation who has left, and whose time is over."""
    person = people.head_of_delegation(
        "MX", first_name="Zenobia", last_name="Quetzal", email="zq@example.org"
    )
    person.last_login = timezone.now()
    person.save()
    left(person, by=archivist.user)
    long_gone(person)
    return User.objects.get(pk=person.pk)
