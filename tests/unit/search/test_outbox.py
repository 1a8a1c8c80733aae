"""Notes to the indexer."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from search import outbox
from search.models import LONGEST_DELAY, MOST_ATTEMPTS, OutboxEntry, delay_after

pytestmark = pytest.mark.django_db


def test_a_note_is_due_at_once() -> None:
    outbox.put("work", 7)
    [entry] = OutboxEntry.objects.due()
    assert str(entry) == "work:7"
    assert entry.attempts == 0


def test_a_note_lasts_if_the_change_does() -> None:
    with transaction.atomic():
        outbox.put("work", 7)
        transaction.set_rollback(True)
    assert not OutboxEntry.objects.exists()


def test_delays_grow_to_a_limit() -> None:
    delays = [delay_after(attempts) for attempts in range(1, 20)]
    assert delays == sorted(delays)
    assert delays[:2] == [timedelta(seconds=2), timedelta(seconds=4)]
    assert delays[-1] == LONGEST_DELAY


def test_failed_entries_wait_are_parked_and_retried() -> None:
    later = timezone.now() + timedelta(hours=1)
    OutboxEntry.objects.create(source="work", object_id="1", attempts=1, due_at=later)
    OutboxEntry.objects.create(source="work", object_id="2", attempts=MOST_ATTEMPTS)
    assert not OutboxEntry.objects.due()
    assert OutboxEntry.objects.waiting().get().object_id == "1"
    assert OutboxEntry.objects.parked().get().object_id == "2"
    assert OutboxEntry.objects.due(later).get().object_id == "1"
    assert OutboxEntry.objects.retry() == 2
    assert OutboxEntry.objects.due().count() == 2
