"""Days that an editor corrects carry how much of them is known."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcm_pages.importing.kept_days import corrected_days

M6, M7 = ("2014-06-01", "2014-06-30"), ("2014-07-01", "2014-07-31")
D25 = ("2014-06-25", "2014-06-26")
JUNE = {"starts_on": "2014-06-01", "ends_on": "2014-06-30", "precision": "month"}
DAYS = {"starts_on": "2014-06-25", "ends_on": "2014-06-26", "precision": "day"}


def day(said):
    return dt.date.fromisoformat(said) if said else None


def correct(stored, starts, ends, precision):
    found = corrected_days(
        stored, starts_on=day(starts), ends_on=day(ends), precision=precision
    )
    return found["starts_on"], found["ends_on"], found["precision"]


@pytest.mark.parametrize(
    ("stored", "given_", "expected"),
    [
        # Nothing said, nothing changed.
        (JUNE, (*M6, "month"), (*M6, "month")),
        (JUNE, (*M6, ""), (*M6, "month")),
        # Another date by hand is a day, unless it is a whole month still.
        (JUNE, (*D25, "month"), (*D25, "day")),
        (JUNE, (*M7, "month"), (*M7, "month")),
        ({}, ("2014-06-25", "", ""), ("2014-06-25", None, "day")),
        # What is said of it counts, and the days follow.
        (DAYS, (*D25, "month"), (*M6, "month")),
        (DAYS, ("2014-06-25", "", "year"), ("2014-01-01", "2014-12-31", "year")),
        (JUNE, (*M6, "day"), (*M6, "day")),
        (DAYS, ("", "", "month"), (None, None, "")),
    ],
)  # fmt: skip
def test_the_word_of_the_editor(stored, given_, expected):
    assert correct(stored, *given_) == expected


@given(
    first=st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)),
    length=st.integers(0, 700),
    before=st.sampled_from([{}, JUNE, DAYS]),
    precision=st.sampled_from(["", "day", "month", "year"]),
)
def test_a_correction_of_a_correction_changes_nothing(first, length, before, precision):
    last = first + dt.timedelta(days=length)
    once = corrected_days(before, starts_on=first, ends_on=last, precision=precision)
    again = corrected_days(
        once,
        starts_on=day(once["starts_on"]),
        ends_on=day(once["ends_on"]),
        precision=once["precision"],
    )
    assert again == once
    assert day(once["starts_on"]) <= first
    assert day(once["ends_on"]) >= last
