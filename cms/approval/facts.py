"""What was done in an approval, read from the audit and from nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.approval.steps import CLEARED, DECIDED, PRESENTED
from cms.audit.models import Event

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.approval.models import Approval
    from cms.approval.subjects import Subject


def steps_taken(approval: Approval, record: Any, content_hash: str) -> set[str]:
    """Return the steps that were taken in an approval on exactly this content.

    An event is written in the transaction of the step, by whoever was entitled at
    that instant, in the capacity which it names; it never changes after.
    """
    events = Event.objects.about(record).filter(verb__in=(CLEARED, DECIDED))
    return {
        event.data["step"]
        for event in events
        if event.data.get("approval") == approval.pk
        and event.data.get("sha256") == content_hash
        and event.data.get("step")
        and _was_entitled(event)
    }


def _was_entitled(event: Event) -> bool:
    """Tell whether the event's capacity fits its step: recorded then, not asked now."""
    role = event.capacity.partition(":")[0]
    wanted = "presidency" if event.data["step"] == "presidency" else "secretariat"
    return role == wanted


def presentation_of(record: Any, content_hash: str) -> Event | None:
    """Return the presentation of exactly this content to the delegations (II.b)."""
    events = Event.objects.about(record).filter(verb=PRESENTED)
    return next((e for e in events if e.data.get("sha256") == content_hash), None)


def participants_of(record: Any) -> Collection[int]:
    """Return those who prepared, submitted, cleared or decided: they read comments."""
    return set(
        Event.objects.about(record)
        .filter(actor__isnull=False)
        .values_list("actor_id", flat=True)
    )


def missing_step(approval: Approval, subject: Subject, content_hash: str) -> str | None:
    """Return the first required step not taken on exactly this content."""
    taken = steps_taken(approval, subject.record, content_hash)
    return next((str(step) for step in approval.steps if step not in taken), None)
