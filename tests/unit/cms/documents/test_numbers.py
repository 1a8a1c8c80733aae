"""Page numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.documents.numbers import ranges


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        ([4], "4"),
        ([1, 2], "1–2"),
        ([9, 3, 4, 5, 1, 3], "1, 3–5, 9"),
    ],
)
def test_by_hand(numbers, said):
    assert ranges(numbers) == said


@given(st.sets(st.integers(1, 200)))
def test_all_numbers_come_back(numbers):
    back = set()
    for run in filter(None, ranges(numbers).split(", ")):
        first, _, last = run.partition("–")
        back |= set(range(int(first), int(last or first) + 1))
    assert back == numbers
