"""A save of a review can be taken back, and the one before it too."""

import pytest

from rcm_pages.importing import actions
from tests.integration.importing.imports import under_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(editor):
    return under_review(by=editor.user)


def corrected(record, title, **more):
    return actions.correct(
        record=record,
        result=record.result | {"title": title},
        type_code="decisions",
        edition=record.edition,
        by=None,
        **more,
    )


def test_saves_are_undone_one_after_another(record):
    first = record.result
    for title in ("One", "Two"):
        record = corrected(record, title)
    record = actions.undo(record=record, edition=2, by=None)
    assert (record.result["title"], record.type_code) == ("One", "decisions")
    record = actions.undo(record=record, edition=3, by=None)
    assert (record.result, record.type_code) == (first, "action_plan")
    with pytest.raises(actions.NothingToUndoError):
        actions.undo(record=record, edition=4, by=None)
    assert corrected(record, "Three").result["title"] == "Three"


def test_nobody_undoes_what_they_have_not_seen(record):
    record = corrected(record, "One")
    with pytest.raises(actions.StaleEditionError):
        actions.undo(record=record, edition=0, by=None)
    actions.build(record=record, by=None)
    with pytest.raises(actions.NotReviewableError):
        actions.undo(record=record, edition=1, by=None)


def test_only_so_many_saves_are_kept(record, monkeypatch):
    monkeypatch.setattr(actions, "KEPT_EDITIONS", 2)
    for title in ("One", "Two", "Three", "Four"):
        record = corrected(record, title)
    assert [e.result["title"] for e in record.editions.all()] == ["Three", "Two"]
