"""Days of meetings in every form seen in the Conference's papers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcm_pages.importing.dates import days_in


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("November 11-12, 2015", (2015, 11, 11), (2015, 11, 12)),
        ("Managua, Nicaragua, June 24-25, 2014", (2014, 6, 24), (2014, 6, 25)),
        ("Washington, DC, March 24, 2000", (2000, 3, 24), (2000, 3, 24)),
        ("21 June 2017", (2017, 6, 21), (2017, 6, 21)),
        ("13 and 14 March 1996", (1996, 3, 13), (1996, 3, 14)),
        ("June 30 - July 2, 2014", (2014, 6, 30), (2014, 7, 2)),
        ("July 21st, 2014", (2014, 7, 21), (2014, 7, 21)),
        ("6 y 7 de mayo de 2008", (2008, 5, 6), (2008, 5, 7)),
        ("29 - 31 de octubre de 2007", (2007, 10, 29), (2007, 10, 31)),
        ("27, 28 Y 29 DE OCTUBRE DE 1999", (1999, 10, 27), (1999, 10, 29)),
        ("26 y 27 de junio del 2014", (2014, 6, 26), (2014, 6, 27)),
        ("30 de mayo al 2 de junio de 2014", (2014, 5, 30), (2014, 6, 2)),
        ("15 de setiembre de 2003", (2003, 9, 15), (2003, 9, 15)),
    ],
)
def test_days(text, first, last):
    found = days_in(text)
    assert (found.starts_on, found.ends_on) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "text", ["", "June 2008", "February 30, 2015", "12-11 May 2015", "May 11, 0000"]
)
def test_no_days(text):
    assert days_in(text) is None


def test_the_first_days_count():
    assert days_in("May 1, 2015 and April 2, 2014").starts_on == date(2015, 5, 1)


@given(st.text(alphabet="0123456789 ,-yalmayjunedOF", max_size=60))
def test_never_raises(text):
    days_in(text)
