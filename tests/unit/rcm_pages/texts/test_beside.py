"""Two languages side by side: by id, else by likeness; nothing is lost or doubled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cms.works.canonical import ParagraphData
from rcm_pages.texts.beside import set_beside
from rcm_pages.texts.numbering import numbered


def text(*keys, kind="item", words="same words"):
    return numbered([ParagraphData(id=key, kind=kind, text=words) for key in keys])


def sides(beside):
    return [
        (r.first and r.first.data.id, r.second and r.second.data.id)
        for r in beside.rows
    ]


def test_the_same_paragraphs_stand_beside_each_other():
    found = set_beside(text("a", "b"), text("a", "b"))
    assert sides(found) == [("a", "a"), ("b", "b")]
    assert found.fits
    assert not found.is_guessed
    assert [row.anchor for row in found.rows] == ["p1", "p2"]


def test_what_one_language_lacks_is_said():
    found = set_beside(text("a", "b", "c"), text("x", "a", "y", "c"))
    assert sides(found) == [
        (None, "x"),
        ("a", "a"),
        (None, "y"),
        ("b", None),
        ("c", "c"),
    ]
    assert (found.only_first, found.only_second) == (1, 2)
    assert found.counts == (3, 4)
    assert not found.fits
    assert found.rows[0].anchor == "other-p1"


def test_paragraphs_in_another_order_still_find_each_other():
    found = set_beside(text("a", "b"), text("b", "a"))
    assert sides(found) == [("a", "a"), ("b", "b")]


def test_without_a_common_id_likeness_decides_and_that_is_told():
    found = set_beside(text("a", "b"), text("x", "y"))
    assert sides(found) == [("a", "x"), ("b", "y")]
    assert found.is_guessed


def test_very_unlike_and_long_texts_are_set_in_order_without_weighing():
    first = text(*(f"a{n}" for n in range(1500)))
    second = text(*(f"b{n}" for n in range(500)), kind="paragraph")
    found = set_beside(first, second)
    assert (found.only_first, found.only_second) == (1000, 0)


def test_a_text_without_paragraphs_has_nothing_beside_it():
    assert sides(set_beside(text("a"), [])) == [("a", None)]
    assert set_beside([], []).rows == []


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(KEYS, KEYS)
def test_each_paragraph_stands_once(first, second):
    found = sides(set_beside(text(*first), text(*second)))
    assert [a for a, _b in found if a] == first
    assert sorted(b for _a, b in found if b) == sorted(second)
