"""Where removed things go: rooms that have a trash say so here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.db.models import Model

    from cms.accounts.models import User


class Remover(Protocol):
    """Puts an item away so that it can be brought back."""

    def __call__(self, item: Model, *, reason: str, by: User) -> object:
        """Put it away; raise what the person is to be told (PermissionDenied)."""


_removers: dict[str, Remover] = {}


def register(label: str, remover: Remover) -> None:
    """Let a room put away records of one kind (``documents.document``)."""
    _removers[label] = remover


def take_away(item: Model, *, reason: str, by: User) -> bool:
    """Put an item away; without a room for it, it stays, marked. Tell which."""
    remover = _removers.get(item._meta.label_lower)
    if remover is None:
        return False
    remover(item, reason=reason, by=by)
    return True
