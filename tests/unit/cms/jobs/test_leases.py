"""Tasks of dead workers."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.jobs.heartbeat import Heartbeat
from cms.jobs.leases import LEASE, forget_old_heartbeats, recover_lost
from cms.jobs.models import WorkerHeartbeat
from cms.jobs.processes import process_mark, this_host
from cms.jobs.rows import claim_next
from cms.jobs.worker import drain
from tests.unit.cms.jobs import sample_jobs

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def running(worker_id: str = "w", *, attempts: int = 1) -> DBTaskResult:
    """A task that this worker has held for an hour."""
    sample_jobs.fall.enqueue("x")
    row = claim_next(worker_id)
    row.worker_ids = ["earlier"] * (attempts - 1) + [worker_id]
    row.started_at = NOW - timedelta(hours=1)
    row.save()
    return row


def beat(*, ago_s: float = 0, **given: object) -> WorkerHeartbeat:
    """The heartbeat of worker w on this machine, in this very process."""
    pid = os.getpid()
    values = {
        "worker_id": "w",
        "role": "worker",
        "host": this_host(),
        "pid": pid,
        "process_mark": process_mark(pid),
        "started_at": NOW - timedelta(hours=2),
        "seen_at": NOW - timedelta(seconds=ago_s),
    }
    return WorkerHeartbeat.objects.create(**{**values, **given})


def a_dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_living_worker_keeps_its_task() -> None:
    row = running()
    beat(ago_s=29)
    assert recover_lost(NOW) == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_a_silent_worker_loses_its_task() -> None:
    row = running()
    beat(ago_s=31, host="another machine")
    assert recover_lost(NOW) == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
    assert row.run_after == NOW
    assert row.worker_ids == ["w"]


def test_a_worker_of_another_machine_is_not_judged_by_its_pid() -> None:
    running()
    beat(host="another machine", pid=a_dead_pid(), process_mark="")
    assert recover_lost(NOW) == 0


def test_a_process_that_is_gone_loses_its_task_at_once() -> None:
    running()
    beat(pid=a_dead_pid(), process_mark="")
    assert recover_lost(NOW) == 1


def test_another_process_of_the_same_number_does_not_pass_for_the_worker() -> None:
    running()
    beat(process_mark="an-earlier-boot:1")
    assert recover_lost(NOW) == 1


def test_no_attempt_left_fails_and_says_why() -> None:
    row = running(attempts=3)
    beat(ago_s=31)
    assert recover_lost(NOW) == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert row.finished_at == NOW
    assert row.exception_class_path == "cms.jobs.leases.WorkerLost"
    assert "last seen at 2026-05-04 11:59:29. It was attempt 3 of 3." in row.traceback


def test_a_task_without_any_heartbeat_is_given_one_lease() -> None:
    row = running()
    row.started_at = NOW - LEASE
    row.save()
    assert recover_lost(NOW) == 0
    assert recover_lost(NOW + timedelta(seconds=1)) == 1


def test_nothing_running_costs_one_read(
    django_assert_num_queries: pytest.fixture,
) -> None:
    with django_assert_num_queries(1):
        assert recover_lost(NOW) == 0


def test_a_task_recovered_twice_is_recovered_once() -> None:
    running()
    beat(ago_s=31)
    assert recover_lost(NOW) == 1
    assert recover_lost(NOW) == 0


def test_a_recovered_task_is_run_by_the_next_worker(ran: list[str]) -> None:
    sample_jobs.note.enqueue("a")
    claim_next("dead")
    DBTaskResult.objects.update(started_at=NOW - timedelta(hours=1))
    recover_lost(NOW)
    assert drain() == 1
    assert ran == ["a"]


def test_a_heartbeat_stands_while_the_block_runs() -> None:
    with Heartbeat("worker", interval_s=60) as heartbeat:
        heartbeat.doing = "reading"
        heartbeat.beat()
        row = WorkerHeartbeat.objects.get()
        assert (row.worker_id, row.pid) == (heartbeat.worker_id, os.getpid())
        assert row.doing == "reading"
    assert not WorkerHeartbeat.objects.exists()


def test_heartbeats_of_long_gone_processes_are_forgotten() -> None:
    beat(worker_id="old", ago_s=2 * 86400)
    kept = beat(worker_id="new")
    forget_old_heartbeats(NOW)
    assert list(WorkerHeartbeat.objects.all()) == [kept]
