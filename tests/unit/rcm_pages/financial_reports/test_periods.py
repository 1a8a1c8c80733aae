"""Half-years: read, sorted, stored."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcm_pages.financial_reports.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    NotAPeriodError,
    Period,
)
from rcm_pages.financial_reports.screen import period_of

periods = st.builds(
    Period, st.integers(FIRST_YEAR + 1, LAST_YEAR), st.sampled_from([1, 2])
)


@pytest.mark.parametrize(
    ("text", "year", "half"),
    [
        ("I-2016", 2016, 1),
        ("II-2015", 2015, 2),
        (" ii – 2015 ", 2015, 2),
        ("1/2016", 2016, 1),
        ("2 2016", 2016, 2),
    ],
)
def test_a_period_is_read_as_people_write_it(text, year, half):
    assert Period.parse(text) == Period(year, half)


@pytest.mark.parametrize(
    "text", ["", "III-2016", "2016", "I-16", "I-1995", "0-2016", "I-2101", "I-2016-II"]
)
def test_anything_else_is_no_period(text):
    with pytest.raises(NotAPeriodError, match="I-2016"):
        Period.parse(text)


@settings(deadline=None)
@given(periods, periods)
def test_periods_sort_as_time_does_also_as_stored(one, other):
    assert (one < other) == (one.first_day < other.first_day)
    assert (one < other) == (one.stored < other.stored)
    assert Period.parse(str(one)) == one


@settings(deadline=None)
@given(periods)
def test_the_period_before_ends_the_day_before(period):
    assert period.before.last_day + dt.timedelta(days=1) == period.first_day


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (dt.date(2016, 6, 30), "II-2015"),
        (dt.date(2016, 7, 1), "I-2016"),
        (dt.date(1996, 3, 13), "I-1996"),
        (dt.date(1990, 1, 1), "I-1996"),
    ],
)
def test_a_report_is_for_the_half_year_before_its_meeting(day, period):
    work = SimpleNamespace(meeting=SimpleNamespace(starts_on=day))
    assert str(period_of(work)) == period
