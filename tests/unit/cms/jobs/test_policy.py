"""The arithmetic of retrying."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.jobs.policy import LONGEST_WAIT_S, RetryPolicy

CHANCES = st.floats(min_value=0, max_value=1, exclude_max=True)


@pytest.mark.parametrize(
    ("attempts_made", "seconds"), [(1, 2), (2, 4), (3, 8), (4, 16), (5, 32)]
)
def test_the_wait_doubles(attempts_made: int, seconds: float) -> None:
    assert RetryPolicy(backoff_s=2).wait_s(attempts_made, chance=0.5) == seconds


def test_five_retries_make_six_attempts() -> None:
    policy = RetryPolicy(retries=5)
    assert policy.attempts == 6
    assert policy.allows_another(5)
    assert not policy.allows_another(6)


def test_without_retries_the_first_failure_is_the_last() -> None:
    assert not RetryPolicy(retries=0).allows_another(1)


@given(attempts=st.integers(min_value=0, max_value=10_000), chance=CHANCES)
def test_no_wait_is_longer_than_the_longest(attempts: int, chance: float) -> None:
    wait = RetryPolicy(backoff_s=2).wait_s(attempts, chance=chance)
    assert 0 < wait <= LONGEST_WAIT_S * 1.25


@given(chance=CHANCES)
def test_chance_moves_the_wait_by_a_quarter_at_most(chance: float) -> None:
    assert 75 <= RetryPolicy(backoff_s=100).wait_s(1, chance=chance) <= 125
