"""Places and days in words, in both languages, no more exact than known."""

import pytest

from rcm_pages.demo.composing.occasions import NOTHING, occasion_of

ROW = {"code": "x", "body": "vm", "ordinal": 20, "host": "MX"}


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2015-05-11/2015-05-12", ("May 11-12, 2015", "11 y 12 de mayo de 2015")),
        ("1999-05-27/1999-05-29", ("May 27-29, 1999", "27 al 29 de mayo de 1999")),
        ("2000-03-24", ("March 24, 2000", "24 de marzo de 2000")),
        ("2010-05", ("May 2010", "mayo de 2010")),
        ("~2013-06-25", ("June 2013", "junio de 2013")),
        ("2023-12-04..2023-12-07", ("December 2023", "diciembre de 2023")),
        ("2013-11-18/", ("November 2013", "noviembre de 2013")),
        ("1997", ("1997", "1997")),
        ("", NOTHING),
    ],
)  # fmt: skip
def test_days(when, days):
    assert occasion_of(ROW | {"when": when}).days == days


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        ({"when": "2010-05", "city_en": "Tapachula"}, (
            "in Tapachula, Mexico, in May 2010",
            "en Tapachula, México, en mayo de 2010",
        )),
        ({"when": "2000-03-24", "host": "US"}, (
            "in the United States, on March 24, 2000",
            "en los Estados Unidos, el 24 de marzo de 2000",
        )),
        ({"when": "", "host": ""}, NOTHING),
        ({"when": "2020", "format": "virtual"}, (
            "by video link, in 2020", "por videoconferencia, en 2020",
        )),
        ({"when": "", "city_en": "Mexico City", "city_es": "Ciudad de México"}, (
            "in Mexico City, Mexico", "en la Ciudad de México, México",
        )),
    ],
)  # fmt: skip
def test_there_and_then(fields, there):
    assert occasion_of(ROW | fields).there_and_then == there


def test_a_line_of_place_has_no_article():
    occasion = occasion_of(ROW | {"when": "2011-06", "host": "DO"})
    assert occasion.place_and_days == (
        "Dominican Republic, June 2011", "República Dominicana, junio de 2011",
    )  # fmt: skip


def test_an_uncounted_meeting_is_called_by_its_month():
    row = {"code": "x", "body": "rcgm", "host": "NI", "when": "2014-06-24/2014-06-25"}
    english, spanish = occasion_of(row).called
    assert english.endswith("Consultation Group on Migration of June 2014")
    assert spanish.startswith("la Reunión del Grupo")
    assert spanish.endswith("de junio de 2014")
