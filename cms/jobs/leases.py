"""Tasks whose worker has died are given to another."""

import logging
from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from cms.jobs.models import WorkerHeartbeat
from cms.jobs.processes import is_running, this_host
from cms.jobs.queue import policy_of
from cms.jobs.rows import Outcome, fail

logger = logging.getLogger("cms.jobs")

LEASE = timedelta(seconds=30)
_FORGET_AFTER = timedelta(days=1)


class WorkerLost(Exception):  # noqa: N818 - it names what happened, as shown to people
    """The worker that ran the task is gone."""


def recover_lost(now: datetime) -> int:
    """Take running tasks from dead workers; return how many.

    A worker is dead when its heartbeat is older than the lease, or when it ran on
    this machine and its process is no longer there. The attempt counts: the task is
    ready again at once, or failed when no attempt is left. Tasks are at any time with
    one worker, since whoever comes back late finds the attempt no longer its own.
    """
    running = list(DBTaskResult.objects.running().order_by())
    if not running:
        return 0
    holders = {row.worker_ids[-1] for row in running if row.worker_ids}
    beats = {
        beat.worker_id: beat
        for beat in WorkerHeartbeat.objects.filter(worker_id__in=holders)
    }
    recovered = 0
    for row in running:
        reason = _why_lost(row, beats.get((row.worker_ids or [""])[-1]), now)
        if reason:
            recovered += _take_back(row, reason, now)
    return recovered


def forget_old_heartbeats(now: datetime) -> None:
    """Delete the rows of processes that have been silent for a day."""
    WorkerHeartbeat.objects.filter(seen_at__lt=now - _FORGET_AFTER).delete()


def _why_lost(
    row: DBTaskResult, beat: WorkerHeartbeat | None, now: datetime
) -> str | None:
    """Say in a sentence why the task's worker is thought dead, or nothing."""
    if beat is None:
        if row.started_at and now - row.started_at <= LEASE:
            return None
        return "Its worker has left no heartbeat."
    if beat.host == this_host() and not is_running(beat.pid, beat.process_mark):
        return f"Its worker ({beat}) is no longer running."
    if now - beat.seen_at > LEASE:
        return f"Its worker ({beat}) was last seen at {beat.seen_at:%Y-%m-%d %H:%M:%S}."
    return None


def _take_back(row: DBTaskResult, reason: str, now: datetime) -> int:
    of = policy_of(row.task_path).attempts
    error = WorkerLost(f"{reason} It was attempt {len(row.worker_ids)} of {of}.")
    outcome = fail(row, error, now=now, wait_s=0)
    if outcome is Outcome.LOST:
        return 0
    logger.warning("%s %s: %s", row.task_path, outcome, error)
    return 1
