"""Which bytes a Range header asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.documents.parts import Part, UnsatisfiableError, part_of


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("bytes=0-3", Part(0, 3)),
        ("bytes=4-", Part(4, 9)),
        ("bytes=4-400", Part(4, 9)),
        ("bytes=-3", Part(7, 9)),
        ("bytes=-300", Part(0, 9)),
        ("bytes=9-9", Part(9, 9)),
    ],
)
def test_a_range_of_ten_bytes(said, part):
    assert part_of(said, 10) == part


@pytest.mark.parametrize(
    "said",
    ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b",
     "bytes=٣-٥", "bytes=" + "9" * 5000 + "-"],
)  # fmt: skip
def test_what_is_no_single_range_gives_the_whole(said):
    assert part_of(said, 10) is None


@pytest.mark.parametrize("said", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(said):
    with pytest.raises(UnsatisfiableError):
        part_of(said, 10)


@given(
    st.text(max_size=30) | st.from_regex(r"bytes=\d{0,5}-\d{0,5}"), st.integers(0, 99)
)
def test_a_part_always_lies_within_the_file(said, size):
    try:
        part = part_of(said, size)
    except UnsatisfiableError:
        return
    if part is not None:
        assert 0 <= part.first <= part.last < size
        assert part.length > 0
