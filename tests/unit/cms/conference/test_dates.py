"""Dates, numerals and names, said no more exactly than they are known."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.conference.capacities import say_capacity
from cms.conference.dates import Precision, say_dates
from cms.conference.models import Meeting
from cms.conference.numerals import roman
from tests.factories.conference import (
    BodyFactory,
    ConsultationGroupMeetingFactory,
    MeetingFactory,
    PartyFactory,
    SecretariatFactory,
)

NOVEMBER = dt.date(2015, 11, 11)


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "english"),
    [
        (None, None, Precision.UNKNOWN, "date unknown"),
        (None, None, Precision.DAY, "date unknown"),
        (NOVEMBER, None, Precision.UNKNOWN, "date unknown"),
        (NOVEMBER, dt.date(2015, 11, 12), Precision.DAY, "11–12 November 2015"),
        (NOVEMBER, dt.date(2015, 12, 1), Precision.MONTH, "November 2015"),
        (NOVEMBER, None, Precision.YEAR, "2015"),
    ],
)
def test_dates_are_said_as_exactly_as_known(starts, ends, precision, english):
    with translation.override("en"):
        assert say_dates(starts, ends, precision) == english


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "spanish"),
    [
        (NOVEMBER, None, Precision.DAY, "11 de noviembre de 2015"),
        (
            NOVEMBER,
            dt.date(2015, 11, 12),
            Precision.DAY,
            "11 y 12 de noviembre de 2015",
        ),
        (
            NOVEMBER,
            dt.date(2015, 11, 13),
            Precision.DAY,
            "del 11 al 13 de noviembre de 2015",
        ),
        (
            dt.date(2015, 11, 30),
            dt.date(2015, 12, 1),
            Precision.DAY,
            "del 30 de noviembre de 2015 al 1 de diciembre de 2015",
        ),
        (
            NOVEMBER,
            dt.date(2015, 11, 13),
            Precision.AROUND,
            "alrededor del 11–13 de noviembre de 2015",
        ),
        (NOVEMBER, None, Precision.MONTH, "noviembre de 2015"),
    ],
)
def test_spanish_says_days_as_a_letter_would(starts, ends, precision, spanish):
    with translation.override("es"):
        assert say_dates(starts, ends, precision) == spanish


def test_one_day_is_said_once():
    with translation.override("en"):
        alone = say_dates(NOVEMBER, None, Precision.DAY)
        assert say_dates(NOVEMBER, NOVEMBER, Precision.DAY) == alone
        assert "2015" in alone
        over = say_dates(dt.date(2015, 11, 30), dt.date(2015, 12, 1), Precision.DAY)
    assert over.count("2015") == 2


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (20, "XX"), (31, "XXXI"),
     (40, "XL"), (49, "XLIX"), (90, "XC"), (399, "CCCXCIX")],
)  # fmt: skip
def test_meetings_are_counted_in_roman_numerals(number, letters):
    assert roman(number) == letters


@pytest.mark.parametrize("number", [0, -1, 400])
def test_outside_its_range_there_is_no_numeral(number):
    with pytest.raises(ValueError, match="Roman"):
        roman(number)


@given(st.integers(1, 399))
def test_a_numeral_can_be_read_back(number):
    value = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    read = 0
    letters = roman(number)
    for at, letter in enumerate(letters):
        after = value[letters[at + 1]] if at + 1 < len(letters) else 0
        read += -value[letter] if value[letter] < after else value[letter]
    assert read == number


@pytest.mark.django_db
def test_a_capacity_is_said_in_words():
    PartyFactory(code="GT", name_en="Guatemala", name_es="Guatemala")
    PartyFactory(code="MX", name_en="Mexico", name_es="México")
    SecretariatFactory()
    with translation.override("en"):
        assert say_capacity("presidency:GT") == "Presidency Pro-Tempore (Guatemala)"
        assert say_capacity("delegation:MX") == "Delegation of Mexico"
        assert say_capacity("secretariat:TS") == "Technical Secretariat"
        assert say_capacity("") == ""
        assert say_capacity("presidency:ZZ") == "Presidency Pro-Tempore (ZZ)"
        assert say_capacity("guest:GT") == "guest"


@pytest.mark.django_db
def test_a_counted_meeting_is_called_by_its_ordinal():
    meeting = MeetingFactory(ordinal=20)
    with translation.override("en"):
        assert meeting.name == "XX Vice-Ministerial Meeting"
        assert meeting.place == "Mexico City, Mexico"
        assert str(meeting.body) == "Vice-Ministerial Meeting"
    with translation.override("es"):
        assert meeting.name == "XX Reunión Viceministerial"
        assert meeting.place == "Ciudad de México, México"
    assert meeting.year == 2015


@pytest.mark.django_db
def test_an_uncounted_meeting_is_called_by_its_date():
    meeting = ConsultationGroupMeetingFactory(precision=Precision.MONTH, ends_on=None)
    with translation.override("en"):
        assert str(meeting).endswith(", June 2014")


@pytest.mark.django_db
def test_a_meeting_may_be_known_by_little():
    meeting = Meeting(body=BodyFactory(), precision=Precision.UNKNOWN)
    meeting.save()
    assert meeting.year is None
    assert meeting.city == ""
    assert meeting.place == ""
    with translation.override("en"):
        assert meeting.dates == "date unknown"


def test_a_theme_known_in_one_language_says_which():
    meeting = Meeting(theme_en="Shared", theme_es="")
    with translation.override("es"):
        assert (meeting.theme, meeting.theme_language) == ("Shared", "en")
    meeting = Meeting(theme_en="", theme_es="Compartida")
    with translation.override("en"):
        assert (meeting.theme, meeting.theme_language) == ("Compartida", "es")
    meeting = Meeting(theme_en="Shared", theme_es="Compartida")
    with translation.override("es"):
        assert (meeting.theme, meeting.theme_language) == ("Compartida", "es")
