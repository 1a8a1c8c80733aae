"""Labels that open lines, and words that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcm_pages.importing.labels import (
    Outline,
    is_roman_heading,
    label_of,
    printed_label,
    roman_value,
)


@pytest.mark.parametrize(
    ("text", "printed", "rest"),
    [
        ("a) To meet", "a)", "To meet"),
        ("(b) To meet", "(b)", "To meet"),
        ("IV. Dialogue", "IV.", "Dialogue"),
        ("IV.- Diálogo", "IV.-", "Diálogo"),
        ("12) Thank", "12)", "Thank"),
        ("1.1 Activities", "1.1", "Activities"),
        ("2.1. Budget", "2.1.", "Budget"),
        ("• punto", "•", "punto"),
        ("- guion", "-", "guion"),
        ("ii) second", "ii)", "second"),
        ("III.A Better Rhythm", "III.", "A Better Rhythm"),
        ("V.The Secretariat", "V.", "The Secretariat"),
        ("b)To meet", "b)", "To meet"),
    ],
)
def test_labels(text, printed, rest):
    found = label_of(text)
    assert (found.printed, found.rest) == (printed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "To meet",
        "2015. The year",
        "I Workshop",
        "a.m.",
        "e-mail",
        "-5",
        "(a. x",
        "a)",
        "V.I.P. guests",
        "III.d of the Plan",
        "C.E. Ruiz",
    ],
)
def test_no_labels(text):
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("I", 1), ("iv", 4), ("XX", 20), ("XXIX", 29), ("XCIX", 99), ("CL", 150)],
)
def test_roman_numbers(text, value):
    assert roman_value(text) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "MIX", "a"])
def test_no_roman_numbers(text):
    assert roman_value(text) is None


def levels(*texts):
    outline = Outline()
    return [outline.level(label_of(f"{text} x")) for text in texts]


def test_levels_follow_the_families_of_labels():
    assert levels("1.", "a)", "b)", "•", "c)", "2.", "a.") == [1, 2, 2, 3, 2, 1, 2]
    assert levels("1.", "a)", "i)", "•", "-") == [1, 2, 3, 3, 3]
    assert levels("h)", "i)", "j)") == [1, 1, 1]
    assert levels("A.", "B.", "C.", "D.") == [1, 1, 1, 1]


def test_labels_printed_by_word():
    assert is_roman_heading(printed_label("V.", "Secretariat"))
    assert not is_roman_heading(printed_label("v.", "x"))
    assert printed_label("Artículo 1", "x").printed == "Artículo 1"


@given(st.text(max_size=30))
def test_a_label_loses_nothing(text):
    found = label_of(text)
    if found:
        joined = "".join((found.printed + found.rest).split())
        assert joined == "".join(text.split())
