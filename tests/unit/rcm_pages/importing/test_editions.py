"""A save of a review can be taken back, and the one before it too."""

import pytest

from cms.audit.models import Event
from rcm_pages.importing import actions
from rcm_pages.importing.models import Import
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


def test_every_step_of_a_review_is_in_the_log(record, editor):
    record = actions.correct(
        record=record,
        result=record.result,
        type_code="decisions",
        edition=0,
        by=editor.user,
    )
    actions.undo(record=record, edition=1, by=editor.user)
    told = [
        (event.verb, event.actor, event.subject_id, event.data.get("edition"))
        for event in Event.objects.filter(verb__startswith="importing.").order_by("pk")
    ]
    number = str(record.pk)
    assert told == [
        ("importing.taken_in", editor.user, number, None),
        ("importing.corrected", editor.user, number, 1),
        ("importing.undone", editor.user, number, 2),
    ]


def test_trying_again_is_in_the_log_once(record, editor):
    record.state = Import.State.FAILED
    record.save()
    record = actions.retry(record=record, by=editor.user)
    actions.retry(record=record, by=editor.user)
    assert Event.objects.filter(verb="importing.retried").count() == 1
