"""What the tests of the desk share: texts that must stay, and a superuser."""

from __future__ import annotations

import pytest
from django.test import Client

from cms.works.models import Work
from tests.factories import works
from tests.factories.people import UserFactory, editor

STATES = {
    "in approval": works.cleared_action_plan,
    "adopted": works.adopted_action_plan,
    "recorded": works.recorded_action_plan,
}


@pytest.fixture
def superuser(site) -> Client:
    """The strongest person on the machine: whom it stops, it stops all.

    An administrator who also edits for the Secretariat; without an appointment a
    superuser would not even see the texts.
    """
    client = Client()
    client.force_login(editor(is_superuser=True))
    return client


@pytest.fixture
def mere_superuser(site) -> Client:
    """An administrator of the machine who belongs to nobody."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture(params=STATES.values(), ids=STATES.keys())
def fixed(request, site) -> Work:
    return request.param()


@pytest.fixture
def adopted(site) -> Work:
    return works.adopted_action_plan()
