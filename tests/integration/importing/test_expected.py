"""The importer against what readers of the papers wrote down: floors that hold."""

import pytest

from tests.benchmarks import bench_import, expected, links
from tests.benchmarks.formats import FORMATS
from tests.benchmarks.scoring import MEASURES, Score
from tests.papers import DOCUMENTS, action_plan_path

PLAN = "the Action Plan"
ACTION_PLAN = "2015-11-12_XX-RCM_action-plan_en"
# The aim: nothing lost; segments 0.98; actors and deadlines 0.90. Raise what is passed.
_WHOLE = dict.fromkeys(MEASURES, 0.99)
FLOORS = {
    PLAN: _WHOLE,
    expected.TUNING: _WHOLE,
    expected.TUNING + expected.MADE_UP: _WHOLE,
    expected.HELD_BACK: {
        "segments": 0.99,
        "labels": 0.99,
        "kinds": 0.98,
        "levels": 0.94,
        "actors": 0.88,
        "deadlines": 0.99,
        "facts": 0.96,
    },
    expected.HELD_BACK + expected.MADE_UP: {
        "segments": 0.99,
        "labels": 0.99,
        "kinds": 0.99,
        "levels": 0.99,
        "actors": 0.96,
        "deadlines": 0.99,
        "facts": 0.97,
    },
    expected.SECOND_SET + expected.MADE_UP: _WHOLE,
    # As first measured, and only then.
    expected.UNSEEN + expected.MADE_UP: {
        "segments": 0.98,
        "labels": 0.99,
        "kinds": 0.98,
        "levels": 0.99,
        "actors": 0.96,
        "deadlines": 0.92,
        "facts": 0.88,
    },
}
# Segments in the formats that people send: broken lines and print lose the gaps.
SEGMENTS_IN = {"wrapped": 0.98, "docx": 0.99, "html": 0.98, "pdf": 0.97}
LINKS = {"references": 0.99, "pairs": 0.99}


def _group_of(path):
    if path.stem == ACTION_PLAN:
        return PLAN
    return expected.group_of(path)


def _groups():
    marks = {PLAN: [pytest.mark.shared]}
    return [pytest.param(group, marks=marks.get(group, [])) for group in FLOORS]


@pytest.mark.parametrize("group", _groups())
def test_floors(group):
    if group == PLAN:
        action_plan_path()  # skips where the paper is not there; fails under CI
    total = Score()
    for path in expected.files():
        if _group_of(path) == group:
            paper = expected.load(path)
            total.add(bench_import.measured(paper, expected.source_of(paper.name)))
    assert total.lost == 0
    reached = {measure: total.value(measure) or 0.0 for measure in FLOORS[group]}
    below = {
        measure: (reached[measure], floor)
        for measure, floor in FLOORS[group].items()
        if reached[measure] < floor
    }
    assert below == {}


def _formats():
    marks = {name: [pytest.mark.libreoffice] for name in ("pdf", "odt")}
    return [pytest.param(name, marks=marks.get(name, [])) for name in SEGMENTS_IN]


@pytest.mark.parametrize("name", _formats())
def test_nothing_is_lost_in_other_formats(name, tmp_path):
    papers = [
        expected.load(path) for path in expected.files() if _group_of(path) != PLAN
    ]
    total = Score()
    for paper, path in FORMATS[name](papers, tmp_path):
        total.add(bench_import.measured(paper, path))
    assert total.lost == 0
    assert total.value("segments") >= SEGMENTS_IN[name]


@pytest.mark.parametrize("name", LINKS)
def test_cross_references_and_pairs(name):
    tally, misses = getattr(links, name)()
    assert tally.expected >= 25
    assert (tally.f1() or 0.0) >= LINKS[name], misses


def test_enough_papers_in_both_languages():
    """The issue asks for the Action Plan and at least 25 others, in both languages."""
    real = [
        path
        for path in expected.files()
        if _group_of(path) != PLAN and not _group_of(path).endswith(expected.MADE_UP)
    ]
    papers = [expected.load(path) for path in real]
    assert len(papers) >= 25
    assert {paper.language for paper in papers} == {"en", "es"}


def test_the_action_plan_is_not_in_the_repository():
    assert not (expected.PAPERS / f"{ACTION_PLAN}.txt").exists()
    told = (expected.DATA / f"{ACTION_PLAN}.yaml").read_text(encoding="utf-8")
    assert "begins" not in told
    assert max(map(len, told.splitlines())) < 80


@pytest.mark.shared
def test_papers_beside_the_repository_are_the_same():
    action_plan_path()
    papers = [path.name for path in expected.PAPERS.iterdir()]
    for name in papers:
        if not name.startswith("made-up"):
            here, there = expected.PAPERS / name, DOCUMENTS / name
            assert here.read_bytes() == there.read_bytes()
