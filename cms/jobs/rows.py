"""What happens to a task's row: claimed, done, put back, failed, tried anew.

A worker that has lost its lease must not write over what its successor does, so each
write first locks the row and looks whether it is still the same attempt.
"""

import random
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet, get_date_max
from django_tasks_db.utils import (
    exclusive_transaction,
    is_locked_database_exception,
    retry,
)

from cms.jobs.policy import GiveUp
from cms.jobs.queue import policy_of


class Outcome(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    RETRY = "will retry"
    FAILED = "failed"
    LOST = "lost its lease, result dropped"


def claim_next(
    worker_id: str, queues: Collection[str] = (), only: Collection[UUID] | None = None
) -> DBTaskResult | None:
    """Take the next task that is due (of these queues; of all, if none is named)."""
    ready: DBTaskResultQuerySet = DBTaskResult.objects.ready()
    if queues:
        ready = ready.filter(queue_name__in=queues)
    if only is not None:
        ready = ready.filter(pk__in=only)
    # A plain read first: an idle worker never takes SQLite's only write lock.
    if not ready.order_by().exists():
        return None
    try:
        with exclusive_transaction(ready.db):
            row = ready.get_locked()
            if row is not None:
                row.claim(worker_id)
            return row
    except OperationalError as error:
        if is_locked_database_exception(error):
            return None
        raise


def _lock(row: DBTaskResult) -> DBTaskResult | None:
    """Lock the row and return it, or nothing if the attempt is no longer the same."""
    fresh = (
        DBTaskResult.objects.select_for_update()
        .filter(pk=row.pk, status=TaskResultStatus.RUNNING)
        .first()
    )
    return fresh if fresh and fresh.worker_ids == row.worker_ids else None


@retry()
def succeed(row: DBTaskResult, value: Any) -> Outcome:
    """Write that the attempt ended well."""
    with transaction.atomic():
        held = _lock(row)
        if held is None:
            return Outcome.LOST
        held.set_successful(value)
        return Outcome.DONE


@retry()
def fail(
    row: DBTaskResult,
    error: BaseException,
    *,
    now: datetime,
    wait_s: float | None = None,
) -> Outcome:
    """Put the task back for another attempt, or leave it failed if none is left.

    `wait_s` takes the place of the policy's backoff.
    """
    policy = policy_of(row.task_path)
    made = len(row.worker_ids)
    again = policy.allows_another(made) and not isinstance(error, GiveUp)
    if wait_s is None:
        wait_s = policy.wait_s(made, chance=random.random())  # noqa: S311 - jitter
    with transaction.atomic():
        held = _lock(row)
        if held is None:
            return Outcome.LOST
        held.exception_class_path = f"{type(error).__module__}.{type(error).__name__}"
        held.traceback = "".join(format_exception(error))
        held.return_value = None
        if again:
            held.status = TaskResultStatus.READY
            held.run_after = now + timedelta(seconds=wait_s)
        else:
            held.status = TaskResultStatus.FAILED
            held.finished_at = now
        held.save()
    return Outcome.RETRY if again else Outcome.FAILED


def retry_failed(pk: UUID | None = None) -> int:
    """Make failed tasks (one, or all) ready again, their attempts counted anew."""
    failed = DBTaskResult.objects.failed()
    if pk is not None:
        failed = failed.filter(pk=pk)
    return failed.update(
        status=TaskResultStatus.READY,
        worker_ids=[],
        started_at=None,
        finished_at=None,
        run_after=get_date_max(),
    )


def last_line(row: DBTaskResult) -> str:
    """Return the last error of a task in one line, or nothing."""
    lines = row.traceback.strip().splitlines()
    return lines[-1] if lines else ""


def age_s(since: datetime | None) -> int:
    """Return the whole seconds since an instant."""
    return int((timezone.now() - since).total_seconds()) if since else 0
