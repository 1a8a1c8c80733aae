"""Recurring tasks: declared in code, their next time kept in the database."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from cms.jobs.models import Schedule

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A task without arguments and the time from one run to the next."""

    name: str
    interval: timedelta
    task: Task[Any, Any]


_registry: dict[str, Recurring] = {}


def every(seconds: float, *, name: str) -> Callable[[Task[P, T]], Task[P, T]]:
    """Enqueue a task, which takes no arguments, every so many seconds.

    `name` is the schedule's row: it must stay the same from release to release.
    Rooms declare their schedules in `tasks.py`, which is imported at start.
    """
    if seconds < 1:
        msg = "A schedule cannot be shorter than a second."
        raise ValueError(msg)

    def declare(task: Task[P, T]) -> Task[P, T]:
        known = _registry.get(name)
        if known is not None and known.task.module_path != task.module_path:
            msg = f"Two tasks are scheduled under the name {name!r}."
            raise ValueError(msg)
        _registry[name] = Recurring(name, timedelta(seconds=seconds), task)
        return task

    return declare


def tick(now: datetime) -> list[str]:
    """Enqueue what is due and return the schedules' names.

    Each schedule is locked, enqueued and moved on in one transaction, so two
    schedulers never fire one time twice. A time in the past is fired once, however
    many times were missed. When nothing is due nothing is locked.
    """
    rows = {row.name: row for row in Schedule.objects.all()}
    fired = []
    for recurring in list(_registry.values()):
        row = rows.get(recurring.name)
        if row is None or _needs_care(row, recurring, now):
            with transaction.atomic():
                if _advance(recurring, now):
                    fired.append(recurring.name)
    return fired


def _needs_care(row: Schedule, recurring: Recurring, now: datetime) -> bool:
    """Say whether the row is due, or further off than it can rightly be."""
    return row.next_at <= now or row.next_at > now + recurring.interval


def _advance(recurring: Recurring, now: datetime) -> bool:
    """Move the locked schedule on; say whether its task was enqueued."""
    Schedule.objects.get_or_create(name=recurring.name, defaults={"next_at": now})
    row = Schedule.objects.select_for_update().get(name=recurring.name)
    if row.next_at > now + recurring.interval:
        # The clock was set back, or the interval was shortened: a whole interval
        # from now, so that nothing fires twice.
        row.next_at = now + recurring.interval
        row.save(update_fields=["next_at"])
        return False
    if row.next_at > now:
        return False
    row.next_at = following(row.next_at, recurring.interval, now)
    due = not _still_waiting(recurring)
    if due:
        recurring.task.enqueue()
        row.last_at = now
    row.save(update_fields=["next_at", "last_at"])
    return due


def following(due: datetime, interval: timedelta, now: datetime) -> datetime:
    """Return the first time after `now` that lies whole intervals after `due`."""
    missed = math.floor((now - due) / interval)
    after = due + interval * (missed + 1)
    return after if after > now else after + interval


def is_waiting(task: Task[Any, Any]) -> bool:
    """Tell whether a job that was ordered has not been begun.

    Whoever watches over lost work asks first: a long queue is no loss.
    """
    waiting = DBTaskResult.objects.filter(status="READY", task_path=task.module_path)
    return waiting.order_by().exists()


def _still_waiting(recurring: Recurring) -> bool:
    """Say whether the last one has not been begun: one waiting is enough."""
    task = recurring.task
    waiting = DBTaskResult.objects.filter(
        status="READY", task_path=task.module_path, queue_name=task.queue_name
    )
    return any(
        row.args_kwargs == {"args": [], "kwargs": {}} for row in waiting.order_by()[:20]
    )
