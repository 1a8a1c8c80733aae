"""Labels and dates in forms that other papers have."""

from datetime import date

import pytest

from rcm_pages.importing.dates import days_in
from rcm_pages.importing.labels import Outline, label_of


@pytest.mark.parametrize(
    ("text", "printed", "rest"),
    [
        ("PRIMERO. Agradecer", "PRIMERO.", "Agradecer"),
        ("Segunda: Que la ST", "Segunda:", "Que la ST"),
        ("TERCERO.- Tomar nota", "TERCERO.-", "Tomar nota"),
        ("Décimo. Instar", "Décimo.", "Instar"),
        ("1.º Compartir", "1.º", "Compartir"),
        ("2º.- Elaborar", "2º.-", "Elaborar"),
    ],
)
def test_ordinals_are_labels(text, printed, rest):
    found = label_of(text)
    assert (found.printed, found.rest) == (printed, rest)


@pytest.mark.parametrize(
    "text", ["Primero se acordó", "Segunda reunión: acta", "Cuarto. de baño", "a.º x"]
)
def test_words_that_only_look_like_ordinals(text):
    assert label_of(text) is None


def test_ordinals_follow_one_another():
    outline = Outline()
    texts = ["PRIMERO. A", "a) x", "b) x", "SEGUNDO. B", "DÉCIMO PRIMERO. C"]
    assert [outline.level(label_of(text)) for text in texts] == [1, 2, 2, 1, 1]


def test_another_mark_goes_on_with_the_count():
    outline = Outline()
    texts = ["1. x", "a) x", "b) x", "c. x", "2) x"]
    assert [outline.level(label_of(text)) for text in texts] == [1, 2, 2, 2, 1]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Managua, 26-VI-2014", date(2014, 6, 26), date(2014, 6, 26)),
        ("Managua, 24-26.XI.2014", date(2014, 11, 24), date(2014, 11, 26)),
        ("31/05/2019", date(2019, 5, 31), date(2019, 5, 31)),
        ("8/30/2022", date(2022, 8, 30), date(2022, 8, 30)),
        ("2014-06-05", date(2014, 6, 5), date(2014, 6, 5)),
        ("Sept. 3, 2014", date(2014, 9, 3), date(2014, 9, 3)),
        ("3 y 4 dic. 2014", date(2014, 12, 3), date(2014, 12, 4)),
        ("1ro de enero de 2019", date(2019, 1, 1), date(2019, 1, 1)),
    ],
)
def test_dates_in_other_forms(text, first, last):
    found = days_in(text)
    assert (found.starts_on, found.ends_on) == (first, last)


@pytest.mark.parametrize(
    "text", ["05/06/2014", "26-IIII-2014", "31-II-2014", "1.2.2014"]
)
def test_dates_that_nobody_can_tell(text):
    assert days_in(text) is None
