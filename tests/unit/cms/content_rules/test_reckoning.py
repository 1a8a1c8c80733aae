"""Days of the calendar, whatever the clocks do."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.content_rules.reckoning import as_written, days_that_matter, due

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def new_york(settings):
    """A place with summer time: from 8 March to 1 November 2026."""
    settings.TIME_ZONE = "America/New_York"
    timezone.get_default_timezone.cache_clear()
    yield NEW_YORK
    timezone.get_default_timezone.cache_clear()


def local(instant, zone=NEW_YORK):
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("base", "shift", "expected"),
    [
        (dt.date(2026, 11, 30), -30, "2026-10-31 07:00"),
        (dt.date(2026, 3, 1), 30, "2026-03-31 07:00"),
        (dt.date(2026, 12, 15), 40, "2027-01-24 07:00"),
        (dt.date(2027, 1, 10), -30, "2026-12-11 07:00"),
        (dt.date(2028, 2, 28), 2, "2028-03-01 07:00"),
        (dt.date(2026, 11, 30), 0, "2026-11-30 07:00"),
    ],
)
def test_a_day_counts_from_the_morning(new_york, base, shift, expected):
    assert local(due(base, shift)) == expected


def test_an_instant_keeps_its_time_of_day_over_summer_time(new_york):
    settled = dt.datetime(2026, 3, 7, 15, 30, tzinfo=NEW_YORK)
    assert local(due(settled, 1)) == "2026-03-08 15:30"
    assert due(settled, 1) - settled == dt.timedelta(hours=23)
    autumn = dt.datetime(2026, 10, 31, 15, 30, tzinfo=NEW_YORK)
    assert due(autumn, 1) - autumn == dt.timedelta(hours=25)


def test_an_hour_that_there_is_not_is_some_instant_of_that_day(new_york):
    settled = dt.datetime(2026, 3, 7, 2, 30, tzinfo=NEW_YORK)
    assert local(due(settled, 1)).startswith("2026-03-08")


def test_the_calendar_ends_somewhere():
    assert due(dt.date(9999, 12, 31), 3650) is None
    assert due(dt.date(1, 1, 1), -1) is None
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert days_that_matter(now, now, 10**7) is None


dates = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
instants = st.builds(dt.datetime.combine, dates, st.times(), st.just(dt.UTC))


@given(
    dates | instants,
    st.integers(-3650, 3650),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=40)),
)
def test_what_is_due_lies_among_the_days_that_matter(base, shift, span):
    at = due(base, shift)
    first, last = days_that_matter(at - span - dt.timedelta(seconds=1), at, shift)
    day = base.date() if isinstance(base, dt.datetime) else base
    assert first <= day <= last


@given(dates, st.integers(-3650, 3649))
def test_a_day_more_is_later(base, shift):
    assert due(base, shift) < due(base, shift + 1)


def test_what_is_written_tells_days_from_instants():
    assert as_written(dt.date(2026, 11, 30)) == "2026-11-30"
    instant = dt.datetime(2026, 11, 30, 6, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
    assert as_written(instant) == "2026-11-30T12:00:00+00:00"
