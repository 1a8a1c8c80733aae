"""The order of the alphabet in each language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cms.catalogue.alphabet import sort_key


def test_accents_case_and_signs_do_not_count():
    titles = ["Éxito", "“Acta”", "zona", "Ánimo", "acuerdo", "Zacapa"]
    wanted = ["“Acta”", "acuerdo", "Ánimo", "Éxito", "Zacapa", "zona"]
    assert sorted(titles, key=lambda t: sort_key(t, "es")) == wanted


def test_spanish_has_a_letter_more():
    titles = ["Ñuble", "Oaxaca", "Nz", "ñandú", "Nuevo"]
    spanish = ["Nuevo", "Nz", "ñandú", "Ñuble", "Oaxaca"]
    assert sorted(titles, key=lambda t: sort_key(t, "es")) == spanish
    english = ["ñandú", "Ñuble", "Nuevo", "Nz", "Oaxaca"]
    assert sorted(titles, key=lambda t: sort_key(t, "en")) == english


def test_numbers_count_as_numbers():
    titles = ["Meeting 10", "Meeting 9", "Meeting 2015"]
    wanted = ["Meeting 9", "Meeting 10", "Meeting 2015"]
    assert sorted(titles, key=lambda t: sort_key(t, "en")) == wanted


@given(st.lists(st.text()), st.sampled_from(["en", "es"]))
def test_any_text_has_its_place(texts, language):
    """Also superscripts, which are digits and no decimals, and other scripts."""
    ordered = sorted(texts, key=lambda t: sort_key(t, language))
    assert sorted(ordered, key=lambda t: sort_key(t, language)) == ordered
