"""What the tests of the accounts share: mail by the queue, second factors asked for."""

from __future__ import annotations

import pytest
from django.test import Client

from cms.accounts.models import User
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def as_in_earnest(settings) -> None:
    """Mail goes by the queue, as outside the tests; the second factor is required."""
    settings.EMAIL_BACKEND = "cms.jobs.mail.QueuedEmailBackend"
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who must always have a second factor."""
    return UserFactory(email="root@example.org", is_superuser=True, is_staff=True)


@pytest.fixture
def anonymous() -> Client:
    """A browser of nobody."""
    return Client()
