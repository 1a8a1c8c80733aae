"""The worker: takes tasks one by one, runs them, writes how they ended.

It stands in place of django_tasks_db's own `db_worker`, which neither retries nor
says that it is alive, and locks the database each time it looks for work.
"""

import logging
import signal
import time
from collections.abc import Collection
from types import FrameType
from typing import Any
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import close_old_connections
from django.utils import timezone
from django_tasks import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from cms.jobs.heartbeat import Heartbeat
from cms.jobs.policy import FOR_OTHER_TASKS, GiveUp
from cms.jobs.queue import policy_of
from cms.jobs.rows import Outcome, claim_next, fail, last_line, succeed

logger = logging.getLogger("cms.jobs")

POLL_S = 0.2


class ForcedStop(BaseException):
    """The second signal: the running task is put back and the worker ends."""


class StopSwitch:
    """Turned by SIGTERM or Ctrl-C: once to end in order, twice to end at once."""

    def __init__(self) -> None:
        self.on = False

    def install(self) -> None:
        """Take over the signals of this process."""
        signal.signal(signal.SIGTERM, self._turn)
        signal.signal(signal.SIGINT, self._turn)

    def _turn(self, number: int, frame: FrameType | None) -> None:
        if self.on:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            raise ForcedStop
        self.on = True


class Worker:
    """Runs tasks under one worker's name."""

    def __init__(
        self,
        worker_id: str,
        *,
        queues: Collection[str] = (),
        heartbeat: Heartbeat | None = None,
    ) -> None:
        self.worker_id = worker_id
        self.queues = queues
        self._heartbeat = heartbeat

    def work_until(self, switch: StopSwitch, *, poll_s: float = POLL_S) -> None:
        """Run what is due and wait for more, until the switch is turned."""
        while not switch.on:
            close_old_connections()
            if not self.run_next():
                time.sleep(poll_s)

    def run_next(self, only: Collection[UUID] | None = None) -> bool:
        """Run the next task that is due; say whether there was one."""
        row = claim_next(self.worker_id, self.queues, only)
        if row is None:
            return False
        self._note(row.task_path)
        started = time.monotonic()
        try:
            outcome = self._attempt(row)
        finally:
            self._note("")
        _log(row, outcome, milliseconds=int((time.monotonic() - started) * 1000))
        return True

    def _note(self, doing: str) -> None:
        if self._heartbeat is not None:
            self._heartbeat.doing = doing

    def _attempt(self, row: DBTaskResult) -> Outcome:
        try:
            value = _call(row)
        except (ForcedStop, KeyboardInterrupt) as stop:
            fail(row, stop, now=timezone.now(), wait_s=0)
            raise
        except BaseException as error:  # noqa: BLE001 - even a job's SystemExit
            outcome = fail(row, error, now=timezone.now())
            # Inside the handler, so that the traceback reaches the log.
            _announce(row, outcome)
        else:
            outcome = succeed(row, value)
            _announce(row, outcome)
        return outcome


def drain(limit: int = 10_000) -> int:
    """Run in this process whatever is due now and return how many tasks were run.

    For tests and for commands that want their own tasks done before they end. Errors
    are written into the rows, as everywhere; what is to be retried stays waiting.
    """
    worker = Worker("drain")
    done = 0
    while done < limit and worker.run_next():
        done += 1
    return done


def _call(row: DBTaskResult) -> Any:
    """Run the task's function and return its value as JSON can hold it."""
    task = row.task
    result: Any = row.task_result
    task_started.send(sender=type(task.get_backend()), task_result=result)
    context = (TaskContext(task_result=result),) if task.takes_context else ()
    value = task.call(*context, *result.args, **result.kwargs)
    try:
        return normalize_json(value)
    except (TypeError, ValueError) as error:
        msg = f"{row.task_path} returned what JSON cannot hold"
        raise GiveUp(msg) from error


def _announce(row: DBTaskResult, outcome: Outcome) -> None:
    """Tell the receivers of `task_finished`, once nothing more will happen to it."""
    if outcome not in {Outcome.DONE, Outcome.FAILED}:
        return
    row.refresh_from_db()
    try:
        result, backend = row.task_result, type(row.task.get_backend())
    except (ImportError, SuspiciousOperation):
        logger.exception("There is no task at %s", row.task_path)
        return
    task_finished.send(sender=backend, task_result=result)


def _log(row: DBTaskResult, outcome: Outcome, *, milliseconds: int) -> None:
    attempt, of = len(row.worker_ids), policy_of(row.task_path).attempts
    line = f"{row.task_path} attempt {attempt}/{of} {milliseconds} ms {outcome}"
    if outcome is Outcome.DONE:
        # Wagtail's own small tasks come by the hundred and would hide the others.
        ours = policy_of(row.task_path) is not FOR_OTHER_TASKS
        logger.log(logging.INFO if ours else logging.DEBUG, "%s", line)
        return
    row.refresh_from_db()
    logger.warning("%s: %s", line, last_line(row))
