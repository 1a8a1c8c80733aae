"""Dates never become more exact than the files say; sources are all known."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cms.conference.dates import Precision
from cms.conference.models import Meeting, Party, PresidencyTerm
from rcm_pages.facts import reading


@pytest.mark.parametrize(
    ("text", "starts_on", "ends_on", "precision"),
    [
        ("2015-11-11/2015-11-12", (2015, 11, 11), (2015, 11, 12), Precision.DAY),
        ("2000-03-24", (2000, 3, 24), (2000, 3, 24), Precision.DAY),
        ("2013-06", (2013, 6, 1), None, Precision.MONTH),
        ("2004", (2004, 1, 1), None, Precision.YEAR),
        ("", None, None, Precision.UNKNOWN),
    ],
)
def test_dates_are_as_exact_as_written(text, starts_on, ends_on, precision):
    when = reading.parse_when(text)
    assert when.starts_on == (dt.date(*starts_on) if starts_on else None)
    assert when.ends_on == (dt.date(*ends_on) if ends_on else None)
    assert when.precision == precision


def test_sources_are_written_out():
    assert reading.say_sources(["ml"]) == "http://migracioninternacional.com/docum/"


def test_an_unknown_source_is_an_error():
    with pytest.raises(KeyError):
        reading.say_sources(["hearsay"])


def test_every_meeting_and_term_fits_its_columns():
    """SQLite would take what PostgreSQL refuses."""
    longest = Meeting._meta.get_field("source").max_length
    for row in reading.meetings():
        assert len(reading.say_sources(row.get("source", []))) <= longest
        assert len(row.get("certainty", "")) <= longest
        assert len(row.get("theme_en", "")) <= 300
    longest = PresidencyTerm._meta.get_field("source").max_length
    for row in reading.terms():
        said = f"{row.get('note', '')}; {reading.say_sources(row.get('source', []))}"
        assert len(said) <= longest


def test_every_party_is_a_valid_record():
    for row in reading.parties():
        names = {k: v for k, v in row.items() if k not in {"standing", "starts_on"}}
        names.pop("note", None)
        try:
            Party(**names).clean_fields()
        except ValidationError as error:
            pytest.fail(f"{row['code']}: {error}")


def test_every_host_and_presiding_party_is_known():
    codes = {row["code"] for row in reading.parties()}
    assert {row["host"] for row in reading.meetings()} <= codes
    assert {row["party"] for row in reading.terms()} <= codes


def test_the_presidency_hosts_the_meeting_of_its_ordinal():
    hosts = {r["ordinal"]: r["host"] for r in reading.meetings() if "ordinal" in r}
    assert {r["ordinal"]: r["party"] for r in reading.terms()} == hosts
