"""A mail that the queue has given up is noted on its notices."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

from cms.distribution.models import Mail, Notice
from cms.distribution.sending import mail_digest, mail_notices

GIVEN_UP = "The mail server could not be reached in all attempts."


@receiver(task_finished)
def note_given_up(sender: Any, task_result: Any, **_kwargs: Any) -> None:
    """Mark what was still on its way when the last attempt failed."""
    path = task_result.task.module_path
    if task_result.status != TaskResultStatus.FAILED:
        return
    waiting = Notice.objects.to_be_mailed()
    if path == mail_notices.module_path:
        waiting = waiting.filter(pk__in=task_result.args[0], digest=None)
    elif path == mail_digest.module_path:
        waiting = waiting.filter(digest=task_result.args[0])
    else:
        return
    last = task_result.errors[-1].traceback.strip().splitlines()[-1:]
    waiting.update(
        mail=Mail.FAILED,
        mail_at=timezone.now(),
        mail_error=" ".join([GIVEN_UP, *last]),
    )
