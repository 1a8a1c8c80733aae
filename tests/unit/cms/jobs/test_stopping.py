"""How a worker is stopped, and what it does before."""

import signal
import threading
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.jobs.heartbeat import Heartbeat
from cms.jobs.models import WorkerHeartbeat
from cms.jobs.rows import claim_next
from cms.jobs.worker import ForcedStop, StopSwitch, Worker
from tests.unit.cms.jobs import sample_jobs


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Give the signals back to pytest after the test."""
    kept = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    yield
    for each, handler in kept.items():
        signal.signal(each, handler)


@pytest.mark.usefixtures("own_signals")
def test_the_first_signal_asks_and_the_second_forces() -> None:
    switch = StopSwitch()
    switch.install()
    signal.raise_signal(signal.SIGTERM)
    assert switch.on
    with pytest.raises(ForcedStop):
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.django_db
@pytest.mark.usefixtures("own_signals")
def test_a_batch_runs_what_is_due_and_ends(ran: list[str]) -> None:
    for text in "ab":
        sample_jobs.note.enqueue(text)
    call_command("run_worker", batch=True, queues="default, mail")
    assert ran == ["a", "b"]
    assert not WorkerHeartbeat.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("own_signals")
def test_a_forced_worker_ends_with_an_error() -> None:
    with (
        patch.object(Worker, "run_next", side_effect=ForcedStop),
        pytest.raises(SystemExit, match="1"),
    ):
        call_command("run_worker", batch=True)


def test_a_worker_waits_when_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    switch = StopSwitch()
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        switch.on = len(waits) == 2

    monkeypatch.setattr("cms.jobs.worker.time.sleep", sleep)
    monkeypatch.setattr("cms.jobs.worker.close_old_connections", lambda: None)
    answers = iter([True, False, True, False])
    monkeypatch.setattr(Worker, "run_next", lambda _self: next(answers))
    Worker("w").work_until(switch, poll_s=0.2)
    assert waits == [0.2, 0.2]


@pytest.mark.django_db
def test_what_the_worker_does_is_seen_while_it_does_it() -> None:
    sample_jobs.note.enqueue("a")
    heartbeat = Heartbeat("worker")
    seen: list[str] = []

    def look(_row: DBTaskResult) -> None:
        seen.append(heartbeat.doing)

    with patch("cms.jobs.worker._call", look):
        Worker("w", heartbeat=heartbeat).run_next()
    assert seen == [sample_jobs.note.module_path]
    assert heartbeat.doing == ""


@pytest.mark.django_db
def test_a_heart_beats_on_after_a_database_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beats: list[int] = []
    enough = threading.Event()

    def beat(_self: Heartbeat) -> None:
        beats.append(1)
        if len(beats) == 2:
            raise DatabaseError
        if len(beats) == 4:
            enough.set()

    monkeypatch.setattr(Heartbeat, "beat", beat)
    with Heartbeat("worker", interval_s=0.01):
        assert enough.wait(5)


@pytest.mark.django_db
def test_a_locked_database_is_waited_for() -> None:
    sample_jobs.note.enqueue("a")
    locked = OperationalError("database is locked")
    with patch.object(DBTaskResult, "claim", side_effect=locked):
        assert claim_next("w") is None
    assert claim_next("w") is not None
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_another_database_error_is_not_hidden() -> None:
    sample_jobs.note.enqueue("a")
    broken = OperationalError("disk I/O error")
    with (
        patch.object(DBTaskResult, "claim", side_effect=broken),
        pytest.raises(OperationalError, match="disk"),
    ):
        claim_next("w")
