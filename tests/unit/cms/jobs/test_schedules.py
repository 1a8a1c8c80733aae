"""When recurring tasks fire."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from cms.jobs import schedules
from cms.jobs.models import Schedule
from cms.jobs.schedules import every, following, tick
from cms.jobs.tasks import prune_finished, publish_scheduled
from cms.jobs.worker import drain
from tests.unit.cms.jobs import sample_jobs

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


DECLARED = dict(schedules._registry)


@pytest.fixture(autouse=True)
def each_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The only schedule there is: tidy, each minute."""
    monkeypatch.setattr(schedules, "_registry", {})
    every(60, name="tidy")(sample_jobs.tidy)
    return


def fire_and_run(now: datetime) -> int:
    """Tick, run what was enqueued, and return how many it was."""
    fired = len(tick(now))
    assert drain() == fired
    return fired


@pytest.mark.django_db
def test_a_new_schedule_fires_at_once_and_then_each_minute(ran: list[str]) -> None:
    fired = [fire_and_run(later(s)) for s in (0, 1, 59, 60, 61, 119, 120)]
    assert fired == [1, 0, 0, 1, 0, 0, 1]
    assert ran == ["tidy"] * 3


@pytest.mark.django_db
def test_after_a_long_stop_it_fires_once_and_keeps_its_beat(ran: list[str]) -> None:
    fire_and_run(NOON)
    assert fire_and_run(later(3600 + 30)) == 1
    assert fire_and_run(later(3600 + 31)) == 0
    assert Schedule.objects.get().next_at == later(3660)


@pytest.mark.django_db
def test_a_clock_set_back_does_not_fire_twice(ran: list[str]) -> None:
    fire_and_run(later(600))
    assert fire_and_run(later(599)) == 0
    assert fire_and_run(NOON) == 0


@pytest.mark.django_db
def test_a_clock_that_was_far_ahead_does_not_silence_it(ran: list[str]) -> None:
    fire_and_run(NOON + timedelta(days=3650))
    assert fire_and_run(NOON) == 0
    assert fire_and_run(later(59)) == 0
    assert fire_and_run(later(60)) == 1


@pytest.mark.django_db
def test_one_that_still_waits_is_not_joined_by_another() -> None:
    assert tick(NOON) == ["tidy"]
    assert tick(later(60)) == []
    assert DBTaskResult.objects.count() == 1
    drain()
    assert tick(later(120)) == ["tidy"]


@pytest.mark.django_db
def test_the_row_says_when_it_last_fired() -> None:
    tick(NOON)
    row = Schedule.objects.get()
    assert (str(row), row.last_at, row.next_at) == ("tidy", NOON, later(60))


@pytest.mark.django_db
def test_when_nothing_is_due_nothing_is_locked(
    django_assert_num_queries: pytest.fixture,
) -> None:
    tick(NOON)
    with django_assert_num_queries(1):
        tick(later(1))


def test_a_name_belongs_to_one_task() -> None:
    every(60, name="tidy")(sample_jobs.tidy)
    with pytest.raises(ValueError, match="tidy"):
        every(60, name="tidy")(sample_jobs.post)


def test_a_schedule_of_less_than_a_second_is_refused() -> None:
    with pytest.raises(ValueError, match="second"):
        every(0.5, name="haste")


@given(
    late_s=st.floats(min_value=0, max_value=1e8),
    interval_s=st.floats(min_value=1, max_value=1e6),
)
def test_the_next_time_is_the_first_one_ahead(late_s: float, interval_s: float) -> None:
    interval, now = timedelta(seconds=interval_s), later(late_s)
    after = following(NOON, interval, now)
    assert now < after <= now + interval
    assert not (after - NOON) % interval


@pytest.mark.django_db
def test_old_rows_are_pruned_and_sent_mails_sooner() -> None:
    for days in (0, 2, 20):
        sample_jobs.note.enqueue(str(days))
        sample_jobs.post.enqueue()
    drain()
    for queue in ("default", "mail"):
        rows = DBTaskResult.objects.filter(queue_name=queue).order_by("enqueued_at")
        for days, row in zip((0, 2, 20), rows, strict=True):
            row.finished_at = timezone.now() - timedelta(days=days)
            row.save()
    prune_finished.call()
    kept = DBTaskResult.objects.order_by("queue_name").values_list(
        "queue_name", flat=True
    )
    assert list(kept) == ["default", "default", "mail"]


def test_every_installation_prunes_and_wagtails_pages_are_published() -> None:
    assert DECLARED["prune_finished"].task is prune_finished
    assert ("publish_scheduled" in DECLARED) == apps.is_installed("wagtail")


def test_pages_are_published_by_wagtails_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[str] = []
    monkeypatch.setattr("cms.jobs.tasks.call_command", called.append)
    publish_scheduled.call()
    assert called == ["publish_scheduled"]
