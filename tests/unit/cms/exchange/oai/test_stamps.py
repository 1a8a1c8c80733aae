"""Datestamps: what is written is read back, and the day is inside its own span."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.exchange.oai import stamps
from cms.exchange.oai.errors import BadArgumentError


@given(at=st.datetimes(timezones=st.just(dt.UTC)))
def test_an_instant_lies_in_its_own_second_and_day(at):
    written = stamps.write(at)
    assert len(written) == 20
    for said in (written, written[:10]):
        since, until = stamps.span(said, said)
        assert since is not None
        assert until is not None
        assert since <= at.replace(microsecond=0)
        assert at <= until or until.year == 9999


@given(said=st.text(min_size=1, max_size=30))
def test_anything_else_is_refused(said):
    try:
        stamps.span(said, "")
    except BadArgumentError:
        return
    assert said == stamps.write(dt.datetime.fromisoformat(said))[: len(said)]


def test_another_zone_is_written_as_utc():
    zone = dt.timezone(dt.timedelta(hours=-6))
    at = dt.datetime(2026, 1, 1, 20, 0, 0, 999999, tzinfo=zone)
    assert stamps.write(at) == "2026-01-02T02:00:00Z"


@pytest.mark.parametrize("said", ["2015-1-1", "2015-01-01T00:00:00", "٢٠١٥-01-01"])
def test_what_looks_like_one(said):
    with pytest.raises(BadArgumentError):
        stamps.span(said, "")
