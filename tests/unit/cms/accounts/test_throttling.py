"""Waits in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.accounts.throttling import say_too_many, say_wait


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 second"), (59, "59 seconds"), (89, "89 seconds"), (90, "2 minutes"),
     (300, "5 minutes"), (301, "6 minutes")],
)  # fmt: skip
def test_a_wait_is_said_in_words(seconds, said):
    assert say_wait(seconds) == said


@given(st.integers(-10, 10**6))
def test_nobody_is_told_to_come_back_too_early(seconds):
    """Whoever waits as long as they are told has waited long enough."""
    number, unit = say_wait(max(1, seconds)).split()
    told = int(number) * (60 if unit.startswith("minute") else 1)
    assert told >= seconds
    assert say_too_many(seconds)
