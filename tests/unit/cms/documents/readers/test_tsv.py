"""Tesseract's table, right and wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.documents.readers.layer import is_layer, text_of, turned_back
from cms.documents.readers.tsv import parse

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\t"
    "left\ttop\twidth\theight\tconf\ttext"
)


def word(line: int, left: int, sure: str, text: str) -> str:
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{line * 20}\t40\t12\t{sure}\t{text}"


def read(*rows: str):
    return parse("\n".join([HEAD, *rows]), width=600, height=800)


def test_words_become_lines_with_places():
    page = read(
        "4\t1\t1\t1\t1\t0\t0\t0\t600\t20\t-1\t",
        word(1, 10, "96.5", "Plan"),
        word(1, 60, "90", "de"),
        word(2, 10, "60.2", '"Acción"'),
        word(2, 60, "3.1", "~|"),
        word(3, 10, "95", "  "),
    )
    assert page.text == 'Plan de\n"Acción"'
    assert (page.words, page.confidence, page.clarity) == (3, 82, 62)
    assert page.layer["size"] == [600, 800]
    assert page.layer["lines"][0] == [
        10,
        20,
        100,
        32,
        [[10, 50, "Plan"], [60, 100, "de"]],
    ]
    assert text_of(page.layer) == page.text
    assert is_layer(page.layer)


def test_a_page_without_words_has_no_confidence():
    page = read()
    assert (page.text, page.words, page.confidence) == ("", 0, None)
    assert is_layer(page.layer)


@pytest.mark.parametrize(
    "row",
    ["5\t1", word(1, 1, "high", "x"), word(1, 1, "200", "x"), "\x00", "5" + "\t" * 40],
)
def test_rows_that_are_none_are_left_out(row):
    assert read(row, word(2, 1, "90", "kept")).text == "kept"


@given(
    st.sampled_from([90, 180, 270]), st.integers(1, 50), st.integers(1, 50), st.data()
)
def test_a_page_that_was_turned_is_turned_back(turn, width, height, data):
    """The upper left corner of the page as it lay, wherever it was turned to."""
    upright = (width, height) if turn == 180 else (height, width)
    left = data.draw(st.integers(0, upright[0]))
    top = data.draw(st.integers(0, upright[1]))
    line = [left, top, upright[0], upright[1], [[left, upright[0], "x"]]]
    back = turned_back({"size": list(upright), "lines": [line]}, turn, (width, height))
    assert is_layer(back)
    [[a, b, c, d, [[e, f, word]]]] = back["lines"]
    assert 0 <= a <= c <= width
    assert 0 <= b <= d <= height
    assert (e, f, word) == (a, c, "x")
    assert (c - a) * (d - b) == (upright[0] - left) * (upright[1] - top)


@given(st.text(max_size=400))
def test_any_table_is_borne(said):
    page = parse(f"{HEAD}\n{said}", width=10, height=10)
    assert is_layer(page.layer)
    assert page.words == sum(len(line[4]) for line in page.layer["lines"])
