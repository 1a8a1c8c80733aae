"""How attempts end: done, retried, failed, or dropped."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from cms.jobs.policy import FOR_OTHER_TASKS
from cms.jobs.queue import policy_of
from cms.jobs.rows import Outcome, claim_next, fail, retry_failed, succeed
from cms.jobs.worker import ForcedStop, Worker, drain
from tests.unit.cms.jobs import sample_jobs

pytestmark = pytest.mark.django_db


@task()
def plain() -> None:
    """A task that a package declares without our decorator."""


def only_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def make_due() -> None:
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))


def test_a_job_runs_once_and_keeps_its_answer(ran: list[str]) -> None:
    sample_jobs.note.enqueue("a")
    assert drain() == 1
    assert drain() == 0
    assert ran == ["a"]
    assert only_row().status == TaskResultStatus.SUCCESSFUL
    assert only_row().return_value == "a"


def test_a_job_of_a_rolled_back_transaction_is_never_run(ran: list[str]) -> None:
    def change_of_mind() -> None:
        with transaction.atomic():
            sample_jobs.note.enqueue("a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_of_mind()
    assert drain() == 0
    assert ran == []


def test_a_failed_job_waits_on_the_same_row(ran: list[str]) -> None:
    before = timezone.now()
    task_id = sample_jobs.fall.enqueue("x").id
    assert drain() == 1
    row = only_row()
    assert str(row.pk) == task_id
    assert row.status == TaskResultStatus.READY
    wait = (row.run_after - before).total_seconds()
    assert 7.5 <= wait <= 13.5
    assert "RuntimeError: x" in row.traceback
    assert row.finished_at is None


def test_attempts_run_out_and_the_failure_stays_visible(ran: list[str]) -> None:
    sample_jobs.fall.enqueue("x")
    for _ in range(3):
        make_due()
        drain()
    row = only_row()
    assert row.status == TaskResultStatus.FAILED
    assert len(row.worker_ids) == 3
    assert row.exception_class_path == "builtins.RuntimeError"
    assert row.finished_at is not None
    make_due()
    assert drain() == 0
    assert len(ran) == 3


def test_the_wait_doubles_from_the_given_instant(ran: list[str]) -> None:
    sample_jobs.fall.enqueue("x")
    now = timezone.now()
    claim_next("w")
    DBTaskResult.objects.update(worker_ids=["w", "w"])
    assert fail(only_row(), RuntimeError("x"), now=now) is Outcome.RETRY
    assert 15 <= (only_row().run_after - now).total_seconds() <= 25


def test_give_up_fails_at_once() -> None:
    sample_jobs.hopeless.enqueue()
    drain()
    row = only_row()
    assert row.status == TaskResultStatus.FAILED
    assert len(row.worker_ids) == 1
    assert "no such document" in row.traceback


def test_a_job_that_ends_the_process_has_only_failed() -> None:
    sample_jobs.leave.enqueue()
    assert drain() == 1
    assert only_row().status == TaskResultStatus.READY


def test_an_answer_that_is_not_json_fails_without_a_retry() -> None:
    sample_jobs.answer_strangely.enqueue()
    drain()
    assert only_row().status == TaskResultStatus.FAILED


def test_a_job_can_ask_which_attempt_it_is() -> None:
    sample_jobs.which_attempt.enqueue()
    drain()
    assert only_row().return_value == 1


def test_a_job_that_no_longer_exists_fails_in_the_end() -> None:
    sample_jobs.note.enqueue("a")
    DBTaskResult.objects.update(task_path="tests.unit.cms.jobs.gone.job")
    for _ in range(FOR_OTHER_TASKS.attempts):
        make_due()
        drain()
    assert only_row().status == TaskResultStatus.FAILED


def test_a_forced_stop_puts_the_job_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_row: DBTaskResult) -> None:
        raise ForcedStop

    sample_jobs.note.enqueue("a")
    monkeypatch.setattr("cms.jobs.worker._call", stop)
    with pytest.raises(ForcedStop):
        drain()
    row = only_row()
    assert row.status == TaskResultStatus.READY
    assert row.run_after <= timezone.now()


def test_mail_goes_first(ran: list[str]) -> None:
    sample_jobs.note.enqueue("a")
    sample_jobs.post.enqueue()
    drain()
    assert ran == ["post", "a"]


def test_a_worker_of_one_queue_leaves_the_others(ran: list[str]) -> None:
    sample_jobs.note.enqueue("a")
    sample_jobs.post.enqueue()
    worker = Worker("w", queues=["mail"])
    assert worker.run_next()
    assert not worker.run_next()
    assert ran == ["post"]


def test_looking_at_an_empty_queue_is_one_plain_read(
    django_assert_num_queries: pytest.fixture,
) -> None:
    with django_assert_num_queries(1) as captured:
        assert claim_next("w") is None
    assert captured.captured_queries[0]["sql"].startswith("SELECT")


def test_whoever_lost_the_task_writes_nothing() -> None:
    sample_jobs.note.enqueue("a")
    late = claim_next("first")
    assert late is not None
    DBTaskResult.objects.update(worker_ids=["first", "second"])
    assert succeed(late, "late") is Outcome.LOST
    assert fail(late, RuntimeError(), now=timezone.now()) is Outcome.LOST
    row = only_row()
    assert row.status == TaskResultStatus.RUNNING
    assert row.return_value is None


def test_finished_is_announced_once_all_attempts_are_over(ran: list[str]) -> None:
    heard: list[str] = []

    def hear(task_result: object, **_: object) -> None:
        heard.append(task_result.status)

    task_finished.connect(hear)
    try:
        sample_jobs.fall.enqueue("x")
        for _ in range(3):
            make_due()
            drain()
        sample_jobs.note.enqueue("a")
        drain()
    finally:
        task_finished.disconnect(hear)
    assert heard == [TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL]


def test_a_failed_task_can_be_tried_anew(ran: list[str]) -> None:
    sample_jobs.hopeless.enqueue()
    sample_jobs.note.enqueue("a")
    drain()
    assert retry_failed() == 1
    row = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert row.worker_ids == []
    assert drain() == 1


def test_tasks_of_other_packages_have_a_policy() -> None:
    assert policy_of(plain.module_path) == FOR_OTHER_TASKS
    assert policy_of(sample_jobs.fall.module_path).retries == 2
