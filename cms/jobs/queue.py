"""The decorator that makes a function a job, and the policies of all jobs."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task

from cms.jobs.policy import FOR_OTHER_TASKS, GiveUp, RetryPolicy

__all__ = ["GiveUp", "job", "policy_of"]

P = ParamSpec("P")
T = TypeVar("T")

_policies: dict[str, RetryPolicy] = {}


def job(
    *,
    retries: int = 5,
    backoff_s: float = 2.0,
    queue: str = "default",
    priority: int = 0,
    takes_context: bool = False,
) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Make a function a job: `f.enqueue(…)` writes a row, and a worker runs it.

    The row belongs to the caller's transaction: rolled back with it, seen by workers
    once it is committed. A job runs at least once, and again after a failure or the
    death of its worker, so every job must be idempotent: running it twice leaves what
    running it once does. Its arguments are JSON. It opens its own transactions, and
    raises `GiveUp` where no further attempt can help.
    """
    policy = RetryPolicy(retries=retries, backoff_s=backoff_s)

    def declare(function: Callable[P, T]) -> Task[P, T]:
        options: dict[str, Any] = {"takes_context": takes_context}
        declared = task(queue_name=queue, priority=priority, **options)(function)
        _policies[declared.module_path] = policy
        return declared

    return declare


def policy_of(task_path: str) -> RetryPolicy:
    """Return the policy of the task at this dotted path, importing it if need be."""
    if task_path not in _policies:
        try:
            import_string(task_path)
        except ImportError:
            return FOR_OTHER_TASKS
    return _policies.get(task_path, FOR_OTHER_TASKS)
