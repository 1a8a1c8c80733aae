"""The contents of a text: headings, else numbered parts, never endless."""

import pytest

from cms.works.canonical import ParagraphData
from rcm_pages.texts.numbering import numbered
from rcm_pages.texts.outline import MOST, outline


def text(*rows):
    data = [
        ParagraphData(id=f"k{at}", kind=kind, label=label, text=words, level=level)
        for at, (kind, label, words, level) in enumerate(rows)
    ]
    return numbered(data)


def test_headings_are_the_contents():
    parts = outline(
        text(("heading", "I.", "Papers", 0), ("item", "a)", "The words", 1))
    )
    assert [(p.anchor, p.label, p.text) for p in parts] == [("p-k0", "I.", "Papers")]


def test_without_headings_the_numbered_parts_are():
    rows = [("item", f"{n}.", f"Part {n}", 1) for n in range(1, 8)]
    rows.insert(1, ("item", "a)", "below", 2))
    parts = outline(text(*rows))
    assert [p.label for p in parts] == [f"{n}." for n in range(1, 8)]
    assert [p.anchor for p in parts][:2] == ["p1", "p3"]


def test_a_short_text_needs_none():
    assert outline(text(*[("paragraph", "", "words", 0)] * 5)) == []
    assert outline([]) == []


@pytest.mark.parametrize("count", [6, 41, 300, 1000, 20_000])
def test_many_paragraphs_are_taken_together(count):
    parts = outline(text(*[("paragraph", "", "words of it", 0)] * count))
    assert 1 < len(parts) <= MOST + 1
    assert parts[0].anchor == "p1"
    last = int(parts[-1].label.split("–")[-1])
    assert last == count


def test_words_without_spaces_are_cut():
    parts = outline(text(("heading", "", "x" * 500, 0)))
    assert len(parts[0].text) < 80
