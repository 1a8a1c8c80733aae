"""What an editor does to rows: no word goes, suggestions stay with their paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.works import types
from rcm_pages.importing.forms import (
    HeadForm,
    corrected,
    head_initial,
    join_with_previous,
    split_at_blank_line,
)
from rcm_pages.importing.outcome import ink
from tests.integration.importing.imports import said

WORDS = st.text(st.sampled_from("ab \n\r"), max_size=12)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"kind": st.just("item"), "label": WORDS, "text": WORDS, "level": st.just(1)}
    ),
    max_size=5,
)


def row(text, label="", **more):
    return {"kind": "paragraph", "label": label, "level": 0, "text": text} | more


def words(rows):
    return ink("".join(r["label"] + r["text"] for r in rows))


def test_a_row_joins_the_one_above_with_its_label():
    rows = [row("One", "a)", level=1), row("two", "b)"), row("three")]
    assert join_with_previous(rows, 1) == [row("One b) two", "a)", level=1), rows[2]]


@pytest.mark.parametrize("index", [-1, 0, 3, 10**30])
def test_no_row_to_join(index):
    rows = [row("One"), row("two"), row("three")]
    assert join_with_previous(rows, index) == rows


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n\n\n", "\n\n\r\n"])
def test_a_row_is_split_where_a_line_is_empty(blank):
    rows = [row("Before"), row(f"One{blank}two", "a)", origin=7)]
    assert split_at_blank_line(rows, 1) == [
        rows[0],
        row("One", "a)", origin=7),
        row("two", "", origin=7),
    ]


@pytest.mark.parametrize("text", ["One", "One\ntwo", "\n\nOne", "One\n\n", ""])
def test_nothing_to_split(text):
    assert split_at_blank_line([row(text)], 0) == [row(text)]


@given(ROWS, st.integers(-2, 6))
def test_no_word_goes_by_joining_or_splitting(rows, index):
    assert words(join_with_previous(rows, index)) == words(rows)
    assert words(split_at_blank_line(rows, index)) == words(rows)


def head(**changes):
    stored = said()["result"]
    form = HeadForm(head_initial(stored, "action_plan") | changes)
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize("origin", [None, -1, 4, 10**30])
def test_a_row_from_nowhere_has_no_suggestion(origin):
    stored = said()["result"]
    made = corrected(stored, head(), [row("New", origin=origin)])
    (segment,) = made["segments"]
    assert (segment["charged"], segment["source"]) == ([], [0, 0])


def test_rows_may_change_places():
    stored = said()["result"]
    rows = [row("Then", origin=3), row("first", origin=2)]
    made = corrected(stored, head(), rows)
    assert [s["charged"] for s in made["segments"]] == [["TROIKA"], ["TS"]]
    assert [s["source"] for s in made["segments"]] == [[5, 5], [4, 4]]


def test_what_is_stored_is_not_changed_on_the_way():
    stored = said()["result"]
    corrected(stored, head(), [row("page 2", kind="furniture")])
    assert stored == said()["result"]


def test_only_types_that_have_a_page_are_offered(monkeypatch):
    bare = types.WorkType("bare", "B", "Bare", "Bare ones")
    monkeypatch.setattr(types, "_types", types._types | {"bare": bare})
    offered = [code for code, _name in HeadForm().fields["type_code"].choices]
    assert sorted(offered) == [
        "",  # nobody has said yet
        "action_plan", "conclusions", "decisions", "declaration",
        "executive_summary", "financial_report", "joint_communique", "older_paper",
        "partner_report",
    ]  # fmt: skip


def test_the_last_day_may_be_the_first():
    assert head(starts_on="2015-11-11", ends_on="2015-11-11")
