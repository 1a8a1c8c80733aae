"""A date is never said more exactly than it is known."""

import datetime as dt

import pytest

from cms.conference.dates import Precision
from cms.exchange.description import Day, in_language
from tests.factories.descriptions import description, text

FIRST, LAST = dt.date(2023, 12, 4), dt.date(2023, 12, 7)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (Day(FIRST), "2023-12-04"),
        (Day(FIRST, LAST), "2023-12-04"),
        (Day(FIRST, precision=Precision.FROM), "2023-12-04"),
        (Day(FIRST, precision=Precision.MONTH), "2023-12"),
        (Day(FIRST, precision=Precision.YEAR), "2023"),
        (Day(FIRST, LAST, Precision.BETWEEN), "2023-12"),
        (Day(FIRST, dt.date(2024, 1, 2), Precision.BETWEEN), "2023"),
        (Day(FIRST, precision=Precision.AROUND), "2023"),
        (Day(dt.date(1, 2, 3)), "0001-02-03"),
    ],
)
def test_dates_as_w3c_writes_them(day, written):
    assert day.iso == written


def test_a_missing_language_is_answered_by_the_other():
    assert in_language({"es": "Ñandú"}, "en") == "Ñandú"
    assert in_language({}, "en") == ""
    only = description(texts=(text("Plan de Acción", "es"),))
    found = only.text_in("en")
    assert found is not None
    assert found.language == "es"


def test_a_work_without_a_text_has_no_title():
    assert description(texts=()).text_in("en") is None
    assert description(texts=()).titles == {}


def test_the_conference_answers_where_no_party_wrote():
    assert description().by("es") == "Conferencia"
