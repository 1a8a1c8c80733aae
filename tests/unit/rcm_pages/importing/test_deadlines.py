"""Times in both languages; periods covered and past events are no deadlines."""

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
        ("within 60 days", (60, "day", "within", "")),
        ("en un plazo no mayor de sesenta días", (60, "day", "within", "")),
        ("en un plazo de tres meses", (3, "month", "within", "")),
        ("by July 21, 2014", (None, "day", "by", "2014-07-21")),
        ("antes del 15 de enero de 2008", (None, "day", "by", "2008-01-15")),
        ("twice a year", (2, "year", "times_a", "")),
        ("informes semestrales", (2, "year", "times_a", "")),
        ("informes bienales", (2, "year", "every", "")),
        ("cada año", (1, "year", "times_a", "")),
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
        "30 days of talks",
        "by the Troika",
        "",
    ],
)
def test_no_time(text):
    assert deadlines_in(text) == ()


def test_times_come_in_the_order_of_the_text():
    found = deadlines_in("Twice a year, within 10 days, by May 1, 2015.")
    assert [deadline.relation for deadline in found] == ["times_a", "within", "by"]
