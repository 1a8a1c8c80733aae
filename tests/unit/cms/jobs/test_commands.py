"""The command lines of jobs that need no process of their own."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.jobs.heartbeat import Heartbeat
from cms.jobs.management.commands.portal import address, web_command
from cms.jobs.management.commands.run_scheduler import step
from cms.jobs.models import Schedule
from cms.jobs.rows import claim_next
from cms.jobs.worker import drain
from tests.unit.cms.jobs import sample_jobs


def jobs_state(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("jobs_state", *arguments, stdout=output)
    return output.getvalue().splitlines()


@pytest.mark.django_db
def test_an_empty_queue_says_so() -> None:
    assert jobs_state() == ["waiting 0", "running 0", "failed 0"]


@pytest.mark.django_db
def test_the_state_shows_what_waits_runs_and_failed(ran: list[str]) -> None:
    Schedule.objects.create(name="tidy", next_at=timezone.now())
    sample_jobs.fall.enqueue("the printer is out")
    sample_jobs.hopeless.enqueue()
    drain()
    sample_jobs.note.enqueue("a")
    sample_jobs.note.enqueue("b")
    claim_next("w")
    with Heartbeat("worker", interval_s=60):
        text = "\n".join(jobs_state())
    assert "schedule tidy: last never" in text
    assert "waiting 2" in text
    assert "RuntimeError: the printer is out" in text
    assert "running 1" in text
    assert "failed 1" in text
    assert "no such document" in text
    assert "seen 0 s ago" in text


@pytest.mark.django_db
def test_one_failed_task_or_all_can_be_retried() -> None:
    one = sample_jobs.hopeless.enqueue()
    sample_jobs.hopeless.enqueue()
    drain()
    assert jobs_state("--retry", one.id) == ["1 made ready"]
    assert DBTaskResult.objects.get(pk=one.id).status == TaskResultStatus.READY
    assert jobs_state("--retry", "all") == ["1 made ready"]


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["some", "00000000-0000-4000-8000-000000000000"])
def test_a_task_that_is_not_there_is_an_error(which: str) -> None:
    with pytest.raises(CommandError, match=which):
        jobs_state("--retry", which)


@pytest.mark.django_db
def test_the_scheduler_recovers_lost_tasks() -> None:
    sample_jobs.note.enqueue("a")
    claim_next("dead")
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(hours=1))
    running = DBTaskResult.objects.running()
    step(recover=False)
    assert running.count() == 1
    step(recover=True)
    assert running.count() == 0


def test_the_web_process_is_told_its_size() -> None:
    options = {"host": "0.0.0.0", "port": 81, "web_workers": 3, "web_threads": 5}  # noqa: S104
    line = " ".join(web_command(options))
    assert "--bind 0.0.0.0:81 --workers 3 --threads 5" in line
    assert address(options) == "http://localhost:81/"
    assert (
        address({"host": "portal.example", "port": 80}) == "http://portal.example:80/"
    )
