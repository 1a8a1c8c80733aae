"""The one way to write an event."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from cms.audit.models import LONGEST_NAME, Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

    from cms.accounts.models import User


class _Automatic(NamedTuple):
    capacity: str
    data: dict[str, Any]


_automatic: ContextVar[_Automatic | None] = ContextVar("automatic", default=None)


@contextmanager
def automatically(*, capacity: str, data: dict[str, Any]) -> Iterator[None]:
    """Mark what is written meanwhile as done by the system for somebody.

    Actions are called with the person whose rights they need; their events then have
    no actor, this capacity (``rule:7``), and ``data`` under the key ``automatic``.
    """
    token = _automatic.set(_Automatic(capacity, data))
    try:
        yield
    finally:
        _automatic.reset(token)


def record(
    *,
    verb: str,
    subject: models.Model,
    by: User | None,
    capacity: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Write that ``by`` did ``verb`` to ``subject``, in the caller's transaction.

    ``capacity`` is what the caller found out, as ``role:party`` (``presidency:GT``);
    ``by`` is None for what the system does by itself.
    """
    automatic = _automatic.get()
    if automatic:
        by, capacity = None, automatic.capacity
        data = {**(data or {}), "automatic": automatic.data}
    return Event.objects.create(
        at=timezone.now(),
        verb=verb,
        actor=by,
        actor_name=str(by)[:LONGEST_NAME] if by else "",
        capacity=capacity,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=data or {},
    )
