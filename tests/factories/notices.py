"""Notices, made by telling people something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.distribution.actions import notify
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.distribution.models import Notice

MESSAGE = "distribution.message"


def told(person: User | None = None, **fields: Any) -> Notice:
    """Tell one person something; by default a message about themselves."""
    person = person or UserFactory()
    wanted = {
        "people": [person],
        "kind": MESSAGE,
        "subject": person,
        "context": {"line": "The pack is ready", "text": "It has four papers."},
    }
    (notice,) = notify(**(wanted | fields))
    return notice
