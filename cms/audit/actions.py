"""The one way to write an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.audit.models import LONGEST_NAME, Event

if TYPE_CHECKING:
    from django.db import models

    from cms.accounts.models import User


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
