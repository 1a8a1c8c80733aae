"""An event that a rule waits for is put into the queue together with the event."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

from cms.audit.models import Event
from cms.content_rules import dates  # noqa: F401 - registers what rules can wait for
from cms.content_rules.firing import rules_for
from cms.content_rules.performing import give_up
from cms.content_rules.tasks import consider_event, perform
from cms.content_rules.triggers import is_event


@receiver(post_save, sender=Event)
def event_written(
    sender: Any, instance: Event, created: bool, raw: bool = False, **_kwargs: Any
) -> None:
    """Order a look at an event, in its own transaction: both are kept, or neither.

    Most events concern no rule and cost nothing, or one query.
    """
    if created and not raw and is_event(instance.verb) and rules_for(instance).exists():
        consider_event.enqueue(instance.pk)


@receiver(task_finished)
def note_given_up(sender: Any, task_result: Any, **_kwargs: Any) -> None:
    """Mark what was open of a firing when the last attempt has failed."""
    if task_result.status != TaskResultStatus.FAILED:
        return
    if task_result.task.module_path == perform.module_path:
        give_up(task_result.args[0])
