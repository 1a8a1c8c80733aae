"""Two languages of one paper side by side: in order, whole, by what paragraphs are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcm_pages.importing.alignment import align

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["heading", "item", "paragraph"]),
            "level": st.integers(0, 2),
            "text": st.text("ab 12", max_size=30),
        }
    ),
    max_size=12,
)


def row(kind, text="", level=0):
    return {"kind": kind, "text": text, "level": level}


@given(ROWS, ROWS)
def test_every_paragraph_of_both_is_there_once_in_order(first, second):
    found = align(first, second)
    assert [a for a, _ in found.pairs if a is not None] == list(range(len(first)))
    assert [b for _, b in found.pairs if b is not None] == list(range(len(second)))
    assert 0 <= found.likeness <= 1


@given(ROWS)
def test_the_same_outline_aligns_wholly(rows):
    found = align(rows, [row | {"text": "otra cosa"} for row in rows])
    assert found.likeness == 1
    assert found.counts == {}


def test_a_paragraph_more_is_shown():
    first = [row("heading"), row("item", "a" * 90), row("item", "b" * 20)]
    second = [first[0], first[1], row("item", "c" * 300), first[2]]
    found = align(first, second)
    assert found.only_second == (2,)
    assert found.counts == {"item": (2, 3)}
    assert found.second_of() == {0: 0, 1: 1, 2: 3}


def test_numbers_tell_which_paragraphs_belong_together():
    first = [row("item", f"Report by {year} on it.") for year in (2001, 2003, 2004)]
    second = [row("item", f"Informar en {n} de ello.") for n in range(2001, 2005)]
    assert align(first, second).only_second == (1,)


@pytest.mark.parametrize("size", [200, 3_000])
def test_long_papers_align_too(size):
    first = [row("item", f"Task {n}.", 1) for n in range(size)]
    second = [*first[:50], row("heading", "Extra"), *first[50:]]
    found = align(first, second)
    assert found.only_second == (50,)
    assert found.matched == size
