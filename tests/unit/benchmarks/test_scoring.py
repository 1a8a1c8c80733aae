"""The scorer itself, on small made-up papers: each kind of mistake is seen."""

from dataclasses import replace

import pytest

from rcm_pages.importing.paper import Deadline, Paper, Segment
from tests.benchmarks.expected import (
    TUNING,
    WrongExpectationError,
    body_of,
    digest,
    expectation,
    ink,
)
from tests.benchmarks.scoring import MEASURES, Score, Tally, score

CARD = "Title: A plan\nLanguage: en\n----\n"
BODY = (
    "PLAN OF THE MEETING\n"
    "The Vice-Ministers agree:\n"
    "I. Papers\n"
    "a) The Secretariat will keep the co-\noperation papers.\n"
    "b) The Troika will read them 30 days before each meeting.\n"
    "[end]\n"
)
PIECES = (
    ("opening", "", 0, "The Vice-Ministers agree:"),
    ("heading", "I.", 0, "Papers"),
    ("item", "a)", 1, "The Secretariat will keep the cooperation papers."),
    ("item", "b)", 1, "The Troika will read them 30 days before each meeting."),
    (["furniture", "paragraph"], "", 0, "[end]"),
)
AHEAD = Deadline(30, "day", "before", "each_meeting", "30 days before each meeting")


def told(**more):
    rows = []
    for kind, label, level, text in PIECES:
        whole = label + text
        row = {"kind": kind, "label": label, "level": level, "begins": text[:12]}
        rows.append(row | {"length": len(ink(whole)), "sha": digest(whole)})
    rows[2] |= {"charged": ["TS"], "maybe_charged": ["MEMBERS"]}
    rows[3] |= {"charged": ["TROIKA"], "deadlines": ["30 day before each_meeting"]}
    facts = {"ordinal": None, "place": "", "type": "action_plan", "participants": []}
    return {
        "paper": "made-up.txt",
        "layout": "action_plan",
        "language": "en",
        "facts": facts,
        "title_block": ["PLAN OF THE MEETING"],
        "paragraphs": rows,
    } | more


def wanted(**more):
    return expectation(told(**more), text=CARD + BODY, group=TUNING)


SEGMENTS = (
    Segment("opening", "", PIECES[0][3]),
    Segment("heading", "I.", "Papers", 1),
    Segment("item", "a)", PIECES[2][3], 1, charged=("TS",)),
    Segment("item", "b)", PIECES[3][3], 1, charged=("TROIKA",), deadlines=(AHEAD,)),
)
PERFECT = Paper(
    title="PLAN OF THE MEETING",
    title_block=("PLAN OF THE MEETING",),
    body_name="",
    ordinal=None,
    place="",
    starts_on=None,
    ends_on=None,
    language="en",
    work_type="action_plan",
    segments=SEGMENTS,
    furniture=("[end]",),
)


def with_segments(*segments, **more):
    return replace(PERFECT, segments=tuple(segments), **more)


def changed(index, **more):
    segments = list(SEGMENTS)
    segments[index] = replace(segments[index], **more)
    return with_segments(*segments)


def measures(paper):
    found = score(wanted(), paper)
    return {name: found.value(name) for name in MEASURES} | {"lost": found.lost}


def wrong(paper):
    """Give the measures that are not perfect, and each must list a miss."""
    found = score(wanted(), paper)
    names = {name for name in MEASURES if found.value(name) != 1.0}
    names |= {"lost"} if found.lost else set()
    assert {miss.measure for miss in found.misses} == names
    return names


def test_a_perfect_result_is_one():
    found = score(wanted(), PERFECT)
    assert all(found.value(name) == 1.0 for name in MEASURES)
    assert (found.lost, found.misses) == (0, [])


def test_a_paragraph_or_furniture_may_both_be_right():
    end = Segment("paragraph", "", "[end]")
    assert wrong(with_segments(*SEGMENTS, end, furniture=())) == set()


def test_a_joined_paragraph():
    first, second = SEGMENTS[2:]
    both = replace(first, text=f"{first.text} b) {second.text}")
    paper = with_segments(*SEGMENTS[:2], both)
    found = measures(paper)
    assert found["segments"] == pytest.approx(2 * 4 / (5 + 4))
    assert found["lost"] == 0
    assert {"segments", "kinds", "labels", "actors", "deadlines"} <= wrong(paper)


def test_a_split_paragraph():
    first = replace(SEGMENTS[0], text="The Vice-Ministers")
    rest = Segment("paragraph", "", "agree:")
    paper = with_segments(first, rest, *SEGMENTS[1:])
    assert measures(paper)["segments"] == pytest.approx(2 * 5 / (5 + 6))
    assert wrong(paper) == {"segments"}


def test_a_title_line_taken_for_a_paragraph_and_a_paragraph_for_title():
    heading = Segment("heading", "", "PLAN OF THE MEETING", 1)
    early = with_segments(heading, *SEGMENTS, title_block=())
    assert wrong(early) == {"segments", "facts"}
    late = with_segments(
        *SEGMENTS[1:], title_block=(*PERFECT.title_block, SEGMENTS[0].text)
    )
    assert wrong(late) == {"segments", "kinds", "facts"}


def test_a_lost_character():
    paper = changed(0, text="The Vice-Ministers agree")
    assert wrong(paper) == {"lost"}
    assert measures(paper)["lost"] == 1


def test_a_lost_label_and_a_lost_word_are_counted_by_characters():
    assert measures(changed(1, label=""))["lost"] == len("I.")
    gone = with_segments(*SEGMENTS[1:])
    assert measures(gone)["lost"] == len(ink(SEGMENTS[0].text)) + 1  # its hyphen


def test_only_a_hyphen_at_the_lines_end_may_go():
    kept = changed(2, text="The Secretariat will keep the co-operation papers.")
    assert wrong(kept) == set()
    # One hyphen broke a word, the other two belong to words.
    assert measures(changed(0, text="The ViceMinisters agree:"))["lost"] == 1


@pytest.mark.parametrize(
    ("index", "change", "measure"),
    [
        (0, {"kind": "paragraph"}, "kinds"),
        (2, {"level": 2}, "levels"),
        (2, {"charged": ("PPT",)}, "actors"),
        (2, {"charged": ()}, "actors"),
        (0, {"charged": ("PPT",)}, "actors"),
        (3, {"deadlines": ()}, "deadlines"),
        (3, {"deadlines": (replace(AHEAD, quantity=40),)}, "deadlines"),
        (3, {"deadlines": (replace(AHEAD, anchor="rcgm_meeting"),)}, "deadlines"),
        (2, {"deadlines": (AHEAD,)}, "deadlines"),
    ],
)
def test_one_thing_wrong(index, change, measure):
    assert wrong(changed(index, **change)) == {measure}


def test_a_wrong_label():
    segment = SEGMENTS[2]
    paper = changed(2, label="", text=f"a) {segment.text}")
    assert wrong(paper) == {"labels"}


def test_actors_that_may_be_named_are_neither_right_nor_wrong():
    assert wrong(changed(2, charged=("TS", "MEMBERS"))) == set()
    assert measures(changed(2, charged=("MEMBERS",)))["actors"] == pytest.approx(2 / 3)


def test_either_form_of_a_deadline_is_right():
    rows = told()["paragraphs"]
    rows[3]["deadlines"] = ["- - at rcgm_meeting / 30 day before -"]
    assert score(wanted(paragraphs=rows), PERFECT).value("deadlines") == 1.0


def test_a_deadline_that_may_be_named():
    rows = told()["paragraphs"]
    rows[3]["maybe_deadlines"] = rows[3].pop("deadlines")
    found = score(wanted(paragraphs=rows), PERFECT)
    assert (found.value("deadlines"), found.misses) == (None, [])


def test_order_changed():
    first, second, *rest = SEGMENTS
    assert "segments" in wrong(with_segments(second, first, *rest))


def test_running_heads_that_the_paper_does_not_have_do_not_count():
    more = (*PERFECT.furniture, "Working copy — page 2")
    assert wrong(replace(PERFECT, furniture=more)) == set()


def test_running_heads_in_the_words_of_a_paragraph_do_not_split_it():
    more = ("The Troika", *PERFECT.furniture)
    assert wrong(replace(PERFECT, furniture=more)) == set()


def test_each_invented_paragraph_counts():
    invented = [Segment("paragraph", "", words) for words in ("Amen.", "Forever.")]
    found = score(wanted(), with_segments(*SEGMENTS, *invented))
    assert found.tallies["segments"] == Tally(right=5, expected=5, found=7)


@pytest.mark.parametrize(
    "change", [{"place": "Managua"}, {"ordinal": 20}, {"work_type": "report"}]
)
def test_a_wrong_fact(change):
    assert wrong(replace(PERFECT, **change)) == {"facts"}


def test_capitals_and_accents_of_facts_do_not_count():
    facts = {"place": "SAN JOSÉ"}
    paper = replace(PERFECT, place="San Jose")
    assert score(wanted(facts=facts), paper).value("facts") == 1.0


def test_nothing_found_at_all():
    paper = with_segments(title_block=(), furniture=())
    found = measures(paper)
    assert found["segments"] == 0.0
    assert found["lost"] == len("".join(BODY.split())) - 1


def test_where_a_second_text_begins():
    rows = told()["paragraphs"]
    rows[1]["second_text"] = True
    found = score(wanted(paragraphs=rows), PERFECT)
    (miss,) = found.misses
    assert (miss.measure, miss.words, miss.found) == ("facts", "second_texts", "")


def test_scores_add_up():
    total = Score()
    total.add(score(wanted(), PERFECT))
    total.add(score(wanted(), changed(2, charged=())))
    assert total.papers == 2
    assert total.tallies["actors"] == Tally(right=3, expected=4, found=3)
    assert total.value("actors") == pytest.approx(6 / 7)


def test_an_expectation_that_does_not_fit_its_paper():
    rows = told()["paragraphs"]
    rows[1]["sha"] = "0" * 12
    with pytest.raises(WrongExpectationError, match="paragraph at"):
        wanted(paragraphs=rows)
    with pytest.raises(WrongExpectationError, match="characters left"):
        wanted(paragraphs=told()["paragraphs"][:-1])


def test_the_catalogue_card_is_no_part_of_the_paper():
    assert body_of(CARD + BODY) == BODY
    assert body_of(BODY) == BODY
    assert body_of("Words\n----\nmore") == "Words\n----\nmore"
