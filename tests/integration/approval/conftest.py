"""What the tests of the desk share: texts that must stay, and a superuser."""

from __future__ import annotations

import pytest
from django.test import Client

from cms.works.models import Work
from tests.factories import works
from tests.factories.people import UserFactory

STATES = {
    "in approval": works.cleared_action_plan,
    "adopted": works.adopted_action_plan,
    "recorded": works.recorded_action_plan,
}


@pytest.fixture
def superuser(site) -> Client:
    """The strongest person on the machine: whom it stops, it stops all."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture(params=STATES.values(), ids=STATES.keys())
def fixed(request, site) -> Work:
    return request.param()


@pytest.fixture
def adopted(site) -> Work:
    return works.adopted_action_plan()
