"""What changed, word by word: nothing is lost, and nothing is a change that is none."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.documents import comparing
from cms.documents.comparing import (
    ADDED,
    REMOVED,
    SAME,
    Paragraph,
    compare,
    paragraphs_of,
)

PLAN = [
    "Plan of Action",
    "1. The Secretariat keeps the papers.",
    "2. Member States send their reports.",
    "3. The Troika meets twice a year.",
]


def text(*lines: str) -> list[Paragraph]:
    return paragraphs_of([(1, "\n".join(lines))])


def said(old: list[Paragraph], new: list[Paragraph]) -> list[list[tuple[str, str]]]:
    return [[tuple(p) for p in each.pieces] for each in compare(old, new).passages()]


def test_paragraphs_are_lines_with_their_page():
    pages = [(1, "One\n\n  two   words \n"), (3, "Three")]
    assert paragraphs_of(pages) == [("One", 1), ("two words", 1), ("Three", 3)]


def test_a_word_that_changed():
    new = [*PLAN[:2], "2. Member States hand in their reports.", PLAN[3]]
    assert said(text(*PLAN), text(*new)) == [
        [
            (SAME, "2. Member States"),
            (REMOVED, "send"),
            (ADDED, "hand in"),
            (SAME, "their reports."),
        ]
    ]


def test_what_is_around_a_change_is_shown_and_the_rest_counted():
    new = [*PLAN[:3], "3. The Troika meets once a year."]
    (passage,) = compare(text(*PLAN), text(*new)).passages()
    assert (passage.before, passage.after) == (PLAN[2], "")
    assert passage.skipped == 2
    assert (passage.old_page, passage.new_page) == (1, 1)


def test_a_paragraph_that_was_added_or_removed():
    less = [PLAN[0], *PLAN[2:]]
    assert said(text(*PLAN), text(*less)) == [[(REMOVED, PLAN[1])]]
    assert said(text(*less), text(*PLAN)) == [[(ADDED, PLAN[1])]]
    (passage,) = compare(text(*less), text(*PLAN)).passages()
    assert (passage.old_page, passage.new_page) == (None, 1)


def test_a_text_broken_anew_is_the_same_text():
    broken = text("Plan of", "Action 1. The", *PLAN[1][7:].split(), *PLAN[2:])
    assert compare(text(*PLAN), broken).changes == []


def test_no_text_at_all_is_all_removed():
    assert said(text(*PLAN), []) == [[(REMOVED, "\n".join(PLAN))]]
    assert compare([], []).changes == []


def test_no_paragraph_is_shown_twice_between_two_changes():
    new = ["Plan", PLAN[1], "2. Other.", PLAN[3]]
    first, second = compare(text(*PLAN), text(*new)).passages()
    assert first.after == PLAN[1]
    assert (second.before, second.skipped) == ("", 0)


def test_many_changes_fill_screens():
    old = text(*(f"{n} stays" if n % 2 else f"{n} goes" for n in range(90)))
    new = text(*(f"{n} stays" if n % 2 else f"{n} comes" for n in range(90)))
    found = compare(old, new)
    assert (len(found.changes), found.screens) == (45, 3)
    shown = [passage.pieces for n in (1, 2, 3) for passage in found.passages(n)]
    assert len(shown) == 45
    assert [p[0].text for p in shown] == [str(n) for n in range(0, 90, 2)]


def test_what_is_beyond_the_limit_is_said_and_not_compared(monkeypatch):
    monkeypatch.setattr(comparing, "MOST_PARAGRAPHS", 10)
    same = [f"{n} same" for n in range(50)]
    assert not compare(text(*same), text(*same)).is_cut
    assert not compare(text(*same, "old"), text(*same, "new")).is_cut
    found = compare(text("old", *same), text("new", *same))
    assert found.is_cut
    assert len(found.changes) == 1


def test_a_passage_that_is_too_long_is_shown_whole():
    old, new = "a " * 2000 + "end", "b " * 2000 + "end"
    assert said(text(old), text(new)) == [[(REMOVED, old), (ADDED, new)]]


def test_the_worst_texts_take_seconds_at_most():
    old = [f"paragraph {n} of a long paper" for n in range(comparing.MOST_PARAGRAPHS)]
    new = [line + " changed" if n % 2 else line for n, line in enumerate(old)]
    begun = time.monotonic()
    compare(text(*old), text(*new)).passages()
    assert time.monotonic() - begun < 20


words = st.text(alphabet="abñ .\t", max_size=12)
papers = st.lists(words, max_size=12)


@settings(max_examples=300)
@given(old=papers, new=papers)
def test_the_pieces_give_both_texts_back(old, new):
    """Without what was added it is the old text, without what was removed the new."""
    first, second = text(*old), text(*new)
    found = compare(first, second)
    for change, passage in zip(found.changes, found.passages(), strict=False):
        for kind, rows, (start, end) in (
            (ADDED, first, change.old),
            (REMOVED, second, change.new),
        ):
            left = " ".join(p.text for p in passage.pieces if p.kind != kind).split()
            assert left == " ".join(row.text for row in rows[start:end]).split()
    spans = [(slice(*c.old), slice(*c.new)) for c in found.changes]
    for place, rows in enumerate((first, second)):
        for span in reversed([s[place] for s in spans]):
            del rows[span]
    kept = [" ".join(row.text for row in rows).split() for rows in (first, second)]
    assert kept[0] == kept[1]


@given(paper=papers)
def test_a_text_does_not_differ_from_itself(paper):
    assert compare(text(*paper), text(*paper)).changes == []
