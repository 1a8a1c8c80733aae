"""One instant for every check of one decision."""

import contextlib
import datetime as dt

from django.utils import timezone

from cms.conference import moment

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)


def test_outside_a_decision_it_is_the_clock(clock):
    clock.set(NOON)
    assert moment.now() == NOON
    clock.pass_by(seconds=1)
    assert moment.now() == timezone.now() == NOON + dt.timedelta(seconds=1)


def test_within_one_it_stands_still(clock):
    clock.set(NOON)
    with moment.fixed() as at:
        clock.pass_by(hours=3)
        assert moment.now() == at == NOON
        with moment.fixed() as inner:
            assert inner == NOON
    assert moment.now() == NOON + dt.timedelta(hours=3)


def test_it_ends_with_a_failure_too(clock):
    with contextlib.suppress(KeyError), moment.fixed(NOON):
        assert moment.now() == NOON
        raise KeyError
    assert moment.now() == clock.at
