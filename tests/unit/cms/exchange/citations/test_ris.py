"""RIS: two letters, two spaces, a hyphen, a space; read here by the letter."""

import datetime as dt
import re

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from cms.conference.dates import Precision
from cms.exchange.citations import ris
from cms.exchange.citations.cited import cite
from cms.exchange.cleaning import one_line
from cms.exchange.description import Day
from tests.factories.descriptions import description, text

LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def records(written):
    """Read a file by the standard's own rule, without the library that wrote it."""
    found = []
    for line in filter(None, written.split("\n")):
        tag, value = LINE.fullmatch(line).groups()
        if tag == "TY":
            found.append([])
        found[-1].append((tag, value.strip()))
    return [dict(each) for each in found]


def test_a_record_says_what_is_cited():
    (found,) = records(ris.write([cite(description(), "es")]))
    assert found == {
        "TY": "GOVDOC",
        "ID": "RCM-VM-XX-2015-AP",
        "AU": "Conferencia",
        "TI": "Plan de Acción",
        "T2": "XX Reunión",
        "M3": "Plan de Acción",
        "IS": "RCM/VM/XX/2015/AP",
        "PY": "2015",
        "DA": "2015/11/12/",
        "PB": "Conferencia",
        "CY": "Ciudad de México, México",
        "LA": "es",
        "UR": "https://example.org/reference/RCM/VM/XX/2015/AP",
        "ER": "",
    }


def test_each_record_begins_and_ends():
    written = ris.write([cite(description(), "en")] * 3)
    assert len(records(written)) == len(rispy.loads(written)) == 3
    assert written.startswith("TY  - ")
    assert ris.write([]) == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, None),
        (Day(dt.date(2015, 11, 1), precision=Precision.MONTH), "2015/11//"),
        (Day(dt.date(2015, 1, 1), precision=Precision.YEAR), "2015///"),
    ],
)
def test_dates_as_well_as_they_are_known(day, said):
    (found,) = records(ris.write([cite(description(day=day), "en")]))
    assert found.get("DA") == said


@given(title=st.text(max_size=500))
def test_no_title_begins_a_record_of_its_own(title):
    made = description(texts=(text(title + "\nTY  - JOUR"),))
    (found,) = records(ris.write([cite(made, "en")]))
    assert found["TI"] == one_line(title + "\nTY  - JOUR")
