"""Times in both languages; periods covered and past events are no deadlines."""

from datetime import date

import pytest

from rcm_pages.importing.deadlines import deadlines_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 30 days in advance of each meeting",
         (30, "day", "before", "each_meeting")),
        ("40 days in advance to the RCGM meeting",
         (40, "day", "before", "rcgm_meeting")),
        ("at least one year before", (1, "year", "before", "")),
        ("two weeks before the vice-ministerial meeting",
         (2, "week", "before", "vice_ministerial_meeting")),
        ("10 days ahead of the closing session",
         (10, "day", "before", "the closing session")),
        ("con al menos 30 días de anticipación a cada reunión",
         (30, "day", "before", "each_meeting")),
        ("cuarenta días antes de la reunión del GRCM",
         (40, "day", "before", "rcgm_meeting")),
        ("four times a year", (4, "year", "times_a", "")),
        ("tres veces al año", (3, "year", "times_a", "")),
        ("every three months", (3, "month", "every", "")),
        ("cada dos semanas", (2, "week", "every", "")),
        ("every six months", (2, "year", "times_a", "")),
        ("no later than 15 days after it ends", (15, "day", "within", "")),
        ("a más tardar diez días después de recibirlo", (10, "day", "within", "")),
        ("submit it at its next meeting", (None, "", "at", "next_meeting")),
        ("en su próxima reunión", (None, "", "at", "next_meeting")),
        ("within 60 days", (60, "day", "within", "")),
        ("en un plazo no mayor de sesenta días", (60, "day", "within", "")),
        ("en un plazo de tres meses", (3, "month", "within", "")),
        ("within nine months", (9, "month", "within", "")),
        ("en un plazo de nueve días", (9, "day", "within", "")),
        ("by July 21, 2014", (None, "day", "by", "2014-07-21")),
        ("antes del 15 de enero de 2008", (None, "day", "by", "2008-01-15")),
        ("twice a year", (2, "year", "times_a", "")),
        ("informes semestrales", (2, "year", "times_a", "")),
        ("informes bienales", (2, "year", "every", "")),
        ("cada año", (1, "year", "times_a", "")),
        ("during June 2028", (None, "month", "during", "2028-06")),
        ("durante el mes de junio de 2028", (None, "month", "during", "2028-06")),
        ("at the end of June 2010", (None, "month", "end_of", "2010-06")),
        ("a finales de junio de 2010", (None, "month", "end_of", "2010-06")),
        ("by the end of 2010", (None, "year", "end_of", "2010")),
        ("towards the end of the session", (None, "", "end_of", "session")),
        ("en el primer trimestre del año 2000", (None, "quarter", "during", "2000-Q1")),
        ("in the second half of 2014", (None, "half_year", "during", "2014-H2")),
        ("in autumn", (None, "season", "during", "autumn")),
        ("en el corto plazo", (None, "", "term", "short")),
        ("ahead of the half-yearly RCGM meetings",
         (None, "", "before", "rcgm_meeting")),
        ("previo a la celebración de la reunión Viceministerial",
         (None, "", "before", "vice_ministerial_meeting")),
        ("al término de cada una de las reuniones del GRCM",
         (None, "", "after", "rcgm_meeting")),
        ("at the next RCGM meeting", (None, "", "at", "rcgm_meeting")),
        ("en la próxima reunión del GRCM", (None, "", "at", "rcgm_meeting")),
        ("en un plazo no mayor de sesenta (60) días", (60, "day", "within", "")),
        ("que se efectuará en Managua en junio de 2028",
         (None, "month", "during", "2028-06")),
        ("to be held on May 5, 2029", (None, "day", "by", "2029-05-05")),
        ("en los próximos seis meses", (6, "month", "within", "")),
        ("two weeks after each meeting", (2, "week", "within", "each_meeting")),
        ("con una antelación de 40 días a la reunión del GRCM",
         (40, "day", "before", "rcgm_meeting")),
        ("antes de finalizar el año 2028", (None, "year", "end_of", "2028")),
    ],
)  # fmt: skip
def test_one_time(text, expected):
    (found,) = deadlines_in(f"To report {text}, as agreed.")
    assert (found.quantity, found.unit, found.relation, found.anchor) == expected
    assert found.text in f"To report {text}, as agreed."


@pytest.mark.parametrize(
    "text",
    [
        "The report covers May to October 2014.",
        "mayo a octubre de 2007",
        "held on July 21, 2014",
        "the annual meetings",
        "the yearly debate",
        "celebrada durante junio de 2014",
        "after the RCM's rotation",
        "30 days of talks",
        "by the Troika",
        "",
    ],
)
def test_no_time(text):
    assert deadlines_in(text) == ()


def test_both_terms_of_one_phrase():
    found = deadlines_in("In the short and medium terms, to report.")
    assert [deadline.anchor for deadline in found] == ["short", "medium"]


def test_a_day_without_its_year_is_the_next_one():
    text = "by July 21st, at the latest"
    assert deadlines_in(text)[0].anchor == "--07-21"
    assert deadlines_in(text, date(2014, 6, 25))[0].anchor == "2014-07-21"
    assert deadlines_in(text, date(2014, 8, 1))[0].anchor == "2015-07-21"
    assert deadlines_in("by February 30th", date(2014, 8, 1)) == ()


def test_what_was_before_the_paper_is_no_deadline():
    assert deadlines_in("during May 2014", date(2014, 6, 25)) == ()


def test_times_come_in_the_order_of_the_text():
    found = deadlines_in("Twice a year, within 10 days, by May 1, 2015.")
    assert [deadline.relation for deadline in found] == ["times_a", "within", "by"]


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("convene a meeting in September 2033", ["2033-09"]),
        ("lo presentará en octubre de 2033", ["2033-10"]),
        ("se hará durante 2034", ["2034"]),
        # What lies behind the paper's own day is told, not set.
        ("the study delivered in April 2033", []),
        ("las actividades durante 2033", []),
    ],
)
def test_months_and_years_count_ahead_of_the_papers_day(text, anchors):
    found = deadlines_in(text, date(2033, 6, 10))
    assert [one.anchor for one in found] == anchors
    assert deadlines_in(text) == ()
