"""Settling: text frozen, paragraphs counted, symbol minted, pages published."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.works.actions import (
    add_expression,
    create_work,
    enter_as_recorded,
)
from cms.works.models import Expression, Work
from cms.works.states import WorkState
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.work_types import ACTION_PLAN
from search.models import OutboxEntry
from tests.factories import people, works
from tests.factories.pages import draft_pages
from tests.factories.people import UserFactory
from tests.factories.works import page_of


@pytest.fixture
def work(site) -> Work:
    return works.draft_action_plan(provenance="Found in a test")


@pytest.fixture
def settled(work) -> Work:
    return enter_as_recorded(work=work, by=people.editor())


def english(work: Work) -> Expression:
    return work.expressions.get(language="en")


def test_every_language_is_frozen_as_its_latest_revision_says(work):
    page = page_of(work)
    page.title = "Title of the last draft"
    revision = page.save_revision()
    enter_as_recorded(work=work, by=None)
    frozen = english(work)
    assert frozen.title == "Title of the last draft"
    assert frozen.revision == revision
    content = json.loads(frozen.canonical)
    assert content["title"] == "Title of the last draft"
    assert [p["text"] for p in content["paragraphs"]] == [
        "The Vice-Ministers:",
        "Papers",
        "The Technical Secretariat will keep the papers.",
    ]
    assert frozen.sha256 == page_of(work).content_hash()
    spanish = work.expressions.get(language="es")
    assert json.loads(spanish.canonical)["language"] == "es"
    assert spanish.sha256 != frozen.sha256


def test_paragraphs_are_written_and_what_can_be_cited_is_counted(settled):
    rows = english(settled).paragraphs.values_list(
        "position", "number", "kind", "label", "level", "charged"
    )
    assert list(rows) == [
        (1, None, "opening", "", 0, []),
        (2, None, "heading", "I.", 0, []),
        (3, 1, "item", "a)", 1, ["TS"]),
    ]


def test_a_paragraph_is_the_same_in_both_languages(settled):
    ids = [
        [str(block_id) for block_id in e.paragraphs.values_list("block_id", flat=True)]
        for e in settled.expressions.all()
    ]
    assert ids[0] == ids[1]
    assert ids[0] == [str(block.id) for block in page_of(settled).body]


def test_the_work_says_what_when_and_who(settled):
    assert settled.state == WorkState.RECORDED
    assert settled.symbol == "RCM/VM/XX/2015/AP"
    assert str(settled) == "RCM/VM/XX/2015/AP"
    assert settled.settled_by.email
    assert settled.settled_at is not None


def test_its_pages_are_published(settled):
    for expression in settled.expressions.select_related("page"):
        assert expression.page.live
        assert expression.page.live_revision_id == expression.revision_id
        assert not expression.page.has_unpublished_changes


def test_the_audit_holds_symbol_and_hashes(settled):
    event = Event.objects.about(settled).last()
    assert event.verb == "works.recorded"
    assert event.capacity == "secretariat:TS"
    assert event.data == {
        "symbol": "RCM/VM/XX/2015/AP",
        "sha256": {e.language: e.sha256 for e in settled.expressions.all()},
    }


def test_the_search_is_told_of_every_language(work):
    OutboxEntry.objects.all().delete()
    enter_as_recorded(work=work, by=None)
    told = set(OutboxEntry.objects.values_list("source", "object_id"))
    assert told == {("expression", str(e.pk)) for e in work.expressions.all()}


def test_what_fails_on_the_way_leaves_nothing(work, monkeypatch):
    from cms.works import actions

    def broken(**_kwargs) -> None:
        raise RuntimeError

    events = Event.objects.count()
    monkeypatch.setattr(actions, "record_event", broken)
    with pytest.raises(RuntimeError):
        enter_as_recorded(work=work, by=None)
    work.refresh_from_db()
    assert (work.state, work.symbol) == (WorkState.DRAFT, None)
    assert Event.objects.count() == events
    for expression in work.expressions.select_related("page"):
        assert expression.sha256 == ""
        assert not expression.page.live
        assert not expression.paragraphs.exists()


def test_a_text_without_a_page_cannot_be_frozen(work):
    Expression.objects.filter(work=work, language="en").update(page=None)
    work = Work.objects.get(pk=work.pk)
    with pytest.raises(ValueError, match="without a page"), transaction.atomic():
        enter_as_recorded(work=work, by=None)
    work.refresh_from_db()
    assert work.state == WorkState.DRAFT


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Another title"),
        ("canonical", "{}"),
        ("sha256", "0" * 64),
        ("language", "fr"),
        ("revision", None),
    ],
)
def test_a_frozen_text_does_not_change(settled, field, value):
    expression = english(settled)
    before = Expression.objects.filter(pk=expression.pk).values().get()
    setattr(expression, field, value)
    with pytest.raises(TypeError, match="frozen"):
        expression.save()
    assert Expression.objects.filter(pk=expression.pk).values().get() == before


def test_a_frozen_text_is_not_given_to_another_work(settled):
    expression = english(settled)
    expression.work = create_work(type_code=ACTION_PLAN.code, by=None)
    with pytest.raises(TypeError, match="frozen"):
        expression.save()


def test_a_frozen_text_is_not_deleted(settled):
    with pytest.raises(TypeError, match="frozen"):
        english(settled).delete()
    with pytest.raises(ProtectedError):
        settled.delete()


def test_a_frozen_text_is_not_thawed_in_two_steps(settled):
    expression = english(settled)
    expression.sha256 = expression.canonical = ""
    with pytest.raises(TypeError, match="frozen"):
        expression.save()


def test_its_status_may_still_become_official(settled):
    expression = english(settled)
    expression.status = Expression.Status.OFFICIAL
    expression.save()
    assert english(settled).status == Expression.Status.OFFICIAL


def test_a_draft_may_change_and_go(work):
    expression = english(work)
    expression.title = "Another"
    expression.save()
    assert english(work).title == "Another"
    expression.delete()
    assert work.expressions.count() == 1


def test_its_revision_is_kept_whatever_is_purged(settled):
    with pytest.raises(ProtectedError):
        english(settled).revision.delete()


def test_a_settled_page_is_not_deleted_by_code(settled):
    for page in (page_of(settled), page_of(settled).get_parent().specific):
        with pytest.raises(ProtectedError), transaction.atomic():
            page.delete()
    assert page_of(settled).live


# Publishing


def publish(page: ActionPlanPage, user=None, **kwargs) -> None:
    page.get_latest_revision().publish(user=user, **kwargs)


@pytest.mark.parametrize("kwargs", [{}, {"skip_permission_checks": True}])
@pytest.mark.parametrize("superuser", [True, False])
def test_a_text_that_is_not_settled_is_not_published(work, superuser, kwargs):
    user = UserFactory(is_superuser=superuser)
    with pytest.raises(PermissionDenied):
        publish(page_of(work), user, **kwargs)
    assert not page_of(work).live


def test_a_text_in_approval_is_not_published(site):
    work = works.cleared_action_plan()
    with pytest.raises(PermissionDenied):
        publish(page_of(work), UserFactory(is_superuser=True))


def test_a_page_without_a_work_is_not_published(site):
    page = draft_pages(Meeting.objects.get(ordinal=20), by=people.editor())[0]
    with pytest.raises(PermissionDenied):
        publish(page)


def test_no_other_revision_takes_the_place_of_the_frozen_one(settled):
    page = page_of(settled)
    page.title = "Slipped in"
    page.save_revision()
    with pytest.raises(PermissionDenied):
        publish(page, skip_permission_checks=True)
    assert page_of(settled).title == "Action Plan under Test"


def test_the_frozen_text_may_be_published_again(settled):
    page = page_of(settled)
    english(settled).revision.publish(skip_permission_checks=True)
    assert page_of(settled).content_hash() == page.content_hash()


# Entering


def test_a_work_of_an_unknown_type_is_not_made(db):
    with pytest.raises(KeyError):
        create_work(type_code="unheard_of", by=None)
    assert not Work.objects.exists()


def test_a_language_is_added_with_its_event_and_told_to_the_search(site):
    editor = people.editor()
    work = create_work(type_code=ACTION_PLAN.code, by=editor)
    page = draft_pages(Meeting.objects.get(ordinal=20), by=editor)[1]
    OutboxEntry.objects.all().delete()
    expression = add_expression(work=work, page=page, by=editor)
    assert (expression.language, expression.title) == ("es", page.title)
    assert OutboxEntry.objects.get().object_id == str(expression.pk)
    event = Event.objects.about(work).last()
    assert event.data == {"language": "es", "status": "original"}
    assert event.capacity == "secretariat:TS"
