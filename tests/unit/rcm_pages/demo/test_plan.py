"""The plan fills thirty years of meetings with papers of every kind."""

from collections import Counter

import pytest

from cms.works import types
from cms.works.models import Expression, WorkAudience
from rcm_pages.demo.bank import themes
from rcm_pages.demo.composing.occasions import occasions
from rcm_pages.demo.people import EVERYBODY
from rcm_pages.demo.plan import (
    CORRECTIONS,
    LEFT_FREE,
    SUPERSEDES,
    made_up_works,
    paper_to_import,
    planned_for_measuring,
    planned_works,
)
from rcm_pages.facts import reading
from rcm_pages.work_types import ACTION_PLAN, FINANCIAL_REPORT

PLAN = planned_works()
ALL = (*PLAN, *made_up_works())


def test_there_are_some_three_hundred_works():
    assert 280 <= len(PLAN) <= 340


def test_every_meeting_that_is_known_has_papers():
    assert {p.occasion.code for p in PLAN} == {m["code"] for m in reading.meetings()}
    assert len({p.occasion.code for p in PLAN}) >= 60
    years = {p.occasion.year for p in PLAN}
    assert (min(years), max(years)) == (1996, 2024)


def test_every_type_is_there_but_the_one_with_figures():
    codes = {t.code for t in types.all_types()} - {FINANCIAL_REPORT.code}
    assert codes <= {p.type_code for p in PLAN}


@pytest.mark.parametrize("of", ["key", "symbol"])
def test_keys_and_symbols_are_given_once(of):
    counts = Counter(getattr(p, of) for p in PLAN)
    assert max(counts.values()) == 1
    assert len({p.key for p in ALL}) == len(ALL)


def test_every_audience_is_there():
    assert {p.audience for p in PLAN} == set(WorkAudience.values)
    assert sum(p.audience == WorkAudience.PUBLIC for p in PLAN) > 0.75 * len(PLAN)


def test_most_are_in_both_languages_and_some_are_not():
    both = [p for p in PLAN if len(p.texts) == 2]
    assert 0.7 * len(PLAN) < len(both) < len(PLAN)
    ones = {tuple(p.texts) for p in PLAN if len(p.texts) == 1}
    assert ones == {("en",), ("es",)}
    statuses = Counter(status for p in PLAN for status in p.texts.values())
    assert statuses[Expression.Status.ORIGINAL] == len(PLAN)
    assert statuses[Expression.Status.UNOFFICIAL] >= 10


def test_what_is_made_up_comes_to_every_outcome():
    assert {p.outcome for p in made_up_works()} == {
        "adopted", "draft", "handed_in", "in_approval", "received", "submitted",
        "withdrawn",
    }  # fmt: skip
    authors = {p.author for p in made_up_works()} - {""}
    assert authors <= {person.party for person in EVERYBODY}


def test_corrections_and_successors_are_of_planned_works():
    keys = {p.key for p in PLAN}
    assert set(CORRECTIONS) | set(SUPERSEDES) | set(SUPERSEDES.values()) <= keys
    order = [p.key for p in PLAN]
    for new, old in SUPERSEDES.items():
        assert order.index(old) < order.index(new)


def test_one_meeting_is_left_free_for_importing():
    plans = [p for p in PLAN if p.type_code == ACTION_PLAN.code]
    assert LEFT_FREE not in {p.occasion.code for p in plans}
    assert "vm-20" in {p.occasion.code for p in plans}
    assert paper_to_import().occasion.code == LEFT_FREE


def test_themes_take_turns():
    used = Counter(theme for p in PLAN for theme in p.themes)
    assert set(used) == set(themes())
    assert min(used.values()) >= 8


def test_what_is_planned_for_measuring_goes_on_from_there():
    more = list(planned_for_measuring(500))
    assert len(more) == 500
    assert not {p.key for p in more} & {p.key for p in PLAN}
    assert not {p.symbol for p in more} & {p.symbol for p in PLAN}


def test_made_up_meetings_come_last_and_say_no_day():
    *_known, thirtieth, thirty_first, group = occasions().values()
    for occasion in (thirtieth, thirty_first, group):
        assert occasion.is_fictional
        assert occasion.days == ("", "")
