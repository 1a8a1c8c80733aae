"""Dates never become more exact than the files say; sources are all known."""

import datetime as dt

import pytest

from cms.conference.dates import Precision
from cms.conference.models import PresidencyTerm
from rcm_pages.facts import reading


@pytest.mark.parametrize(
    ("text", "starts_on", "ends_on", "precision"),
    [
        ("2015-11-11/2015-11-12", (2015, 11, 11), (2015, 11, 12), Precision.DAY),
        ("2000-03-24", (2000, 3, 24), (2000, 3, 24), Precision.DAY),
        ("2013-06", (2013, 6, 1), None, Precision.MONTH),
        ("2004", (2004, 1, 1), None, Precision.YEAR),
        ("~2013-06-25", (2013, 6, 25), None, Precision.AROUND),
        ("2013-11-18/", (2013, 11, 18), None, Precision.FROM),
        ("2023-12-04..2023-12-07", (2023, 12, 4), (2023, 12, 7), Precision.BETWEEN),
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


@pytest.mark.parametrize(
    ("text", "on", "by", "precision"),
    [
        ("1996-03-13", (1996, 3, 13), None, Precision.DAY),
        ("2017-03", (2017, 3, 1), None, Precision.MONTH),
        ("2017", (2017, 1, 1), None, Precision.YEAR),
        ("~2013-06-25", (2013, 6, 25), None, Precision.AROUND),
        ("1999-01-29..2000-03-24", (1999, 1, 29), (2000, 3, 24), Precision.BETWEEN),
        ("..2001-03-23", None, (2001, 3, 23), Precision.UNKNOWN),
        ("2015-11-12..", (2015, 11, 12), None, Precision.UNKNOWN),
        ("", None, None, Precision.UNKNOWN),
    ],
)
def test_edges_are_as_exact_as_written(text, on, by, precision):
    edge = reading.parse_edge(text)
    assert edge.on == (dt.date(*on) if on else None)
    assert edge.by == (dt.date(*by) if by else None)
    assert edge.precision == precision


def test_every_note_is_given_in_both_languages():
    rows = [*reading.meetings(), *reading.bodies()]
    for party in reading.parties():
        rows += [*party.get("standing", []), *party.get("name", [])]
    for row in rows:
        assert bool(row.get("note_en")) == bool(row.get("note_es")), row


def test_every_key_of_a_meeting_is_its_own():
    codes = [row["code"] for row in reading.meetings()]
    assert len(codes) == len(set(codes))


def test_every_term_fits_its_columns():
    """SQLite would take what PostgreSQL refuses."""
    longest = PresidencyTerm._meta.get_field("source").max_length
    for row in reading.terms():
        said = f"{row.get('note', '')}; {reading.say_sources(row.get('source', []))}"
        assert len(said) <= longest


def test_every_host_and_presiding_party_is_known():
    codes = {row["code"] for row in reading.parties()}
    for row in reading.meetings():
        named = {*row.get("listed", []), *row.get("not_listed", [])}
        assert named | {row.get("host", "MX")} <= codes
    assert {row["party"] for row in reading.terms()} <= codes


def test_the_presidency_hosts_the_meeting_of_its_ordinal():
    counted = [row for row in reading.meetings() if row["body"] == "vm"]
    hosts = {row["ordinal"]: row["host"] for row in counted}
    assert {r["ordinal"]: r["party"] for r in reading.terms()} == hosts
