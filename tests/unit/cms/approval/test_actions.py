"""Submit, clear, decide, send back: each step as often as it may go wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Workflow

from cms.approval import actions
from cms.approval.models import PresidencyTask, SecretariatTask
from cms.audit.models import Event
from cms.conference.actions import begin_presidency, enter_past_term
from cms.conference.models import Meeting
from cms.works.models import Work
from cms.works.states import WorkState
from cms.works.texts import work_hash
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.pages import draft_pages
from tests.factories.people import UserFactory
from tests.factories.works import page_of
from tests.unit.cms.approval.steps import all_of, approve, edit, step_of


def test_the_whole_path(site):
    editor, coordinator = people.editor(), people.coordinator()
    head = people.head_of_delegation("CR")
    work = works.draft_action_plan(by=editor)
    actions.submit(page=page_of(work), by=editor)
    work.refresh_from_db()
    assert work.state == WorkState.IN_APPROVAL
    assert isinstance(step_of(work).task.specific, SecretariatTask)
    approve(work, coordinator, comment="Two commas.")
    assert isinstance(step_of(work).task.specific, PresidencyTask)
    shown = work_hash(work)
    state = approve(work, head)
    work = actions.work_of(state)
    assert (work.state, work.symbol) == (WorkState.ADOPTED, "RCM/VM/XX/2015/AP")
    assert work.settled_by == head
    assert all(e.page.live for e in work.expressions.select_related("page"))
    told = [
        (e.verb, e.actor, e.capacity)
        for e in Event.objects.about(work)
        if not e.verb.startswith("works.expression")
    ]
    assert told == [
        ("works.created", editor, "secretariat:TS"),
        ("approval.submitted", editor, "secretariat:TS"),
        ("approval.cleared", coordinator, "secretariat:TS"),
        ("approval.decided", head, "presidency:CR"),
        ("works.adopted", head, "presidency:CR"),
    ]
    decided = Event.objects.about(work).get(verb="approval.decided")
    assert decided.data["sha256"] == shown


@pytest.mark.parametrize(
    "make",
    [
        lambda: people.head_of_delegation("CR"),
        lambda: people.delegate("MX"),
        lambda: UserFactory(is_superuser=True),
        lambda: people.editor(is_active=False),
    ],
)
def test_only_the_secretariat_submits(site, make):
    work = works.draft_action_plan()
    with pytest.raises(actions.NotEntitledError):
        actions.submit(page=page_of(work), by=make())
    assert Work.objects.get(pk=work.pk).state == WorkState.DRAFT


def test_only_a_draft_with_a_work_is_submitted(site):
    editor = people.editor()
    work = works.submitted_action_plan(by=editor)
    for language in ("en", "es"):
        with pytest.raises(actions.ApprovalError, match="not a draft"):
            actions.submit(page=page_of(work, language), by=editor)
    stray = draft_pages(Meeting.objects.get(ordinal=21), by=editor)[0]
    with pytest.raises(actions.ApprovalError, match="no work"):
        actions.submit(page=stray, by=editor)


def test_a_workflow_deleted_in_wagtail_is_made_anew(site):
    """The table is the rule; the workflow only carries it."""
    work = works.draft_action_plan()
    Workflow.objects.all().delete()
    actions.submit(page=page_of(work), by=people.editor())
    assert isinstance(step_of(work).task.specific, SecretariatTask)


CLEARING = {
    "archivist": people.archivist,
    "presidency": lambda: people.head_of_delegation("CR"),
    "former presidency": lambda: people.head_of_delegation("GT"),
    "delegate": lambda: people.delegate("MX"),
    "superuser": lambda: UserFactory(is_superuser=True),
}
DECIDING = CLEARING | {"coordinator": people.coordinator, "editor": people.editor}
del DECIDING["presidency"]


@pytest.mark.parametrize(
    ("make", "who"),
    [
        *((works.submitted_action_plan, who) for who in CLEARING.values()),
        *((works.cleared_action_plan, who) for who in DECIDING.values()),
    ],
)
def test_who_has_no_part_in_a_step_does_nothing(site, make, who):
    work, person = make(), who()
    before = all_of(work)
    with pytest.raises(actions.NotEntitledError):
        approve(work, person)
    with pytest.raises(actions.NotEntitledError):
        actions.send_back(task_state_id=step_of(work).pk, reason="No", by=person)
    assert all_of(work) == before


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("make", "who"),
    [
        (works.submitted_action_plan, people.coordinator),
        (works.cleared_action_plan, lambda: people.head_of_delegation("CR")),
    ],
)
def test_a_text_that_changed_is_not_approved(site, make, who, language):
    work, person = make(), who()
    shown, step = work_hash(work), step_of(work)
    edit(work, "Changed meanwhile", language)
    before = all_of(work)
    with pytest.raises(actions.TextChangedError, match="has changed"):
        actions.approve(task_state_id=step.pk, shown_hash=shown, by=person)
    assert all_of(work) == before


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_sending_back_needs_a_reason(site, reason):
    work, person = works.submitted_action_plan(), people.coordinator()
    before = all_of(work)
    with pytest.raises(actions.ReasonMissingError):
        actions.send_back(task_state_id=step_of(work).pk, reason=reason, by=person)
    assert all_of(work) == before


def sent_back(work: Work, by) -> Work:
    actions.send_back(task_state_id=step_of(work).pk, reason="Name the organ.", by=by)
    return Work.objects.get(pk=work.pk)


def test_a_text_sent_back_is_a_draft_again_with_the_reason(site):
    editor, head = people.editor(), people.head_of_delegation("CR")
    work = sent_back(works.cleared_action_plan(by=editor), head)
    assert work.state == WorkState.DRAFT
    event = Event.objects.about(work).last()
    assert (event.verb, event.actor, event.capacity) == (
        "approval.sent_back", head, "presidency:CR",
    )  # fmt: skip
    assert event.data["reason"] == "Name the organ."
    assert event.data["step"] == "presidency"
    lock = page_of(work).get_lock()
    assert lock is None or not lock.for_user(editor)


def test_sent_back_and_unchanged_it_returns_to_the_presidency(site):
    editor = people.editor()
    work = sent_back(
        works.cleared_action_plan(by=editor), people.head_of_delegation("CR")
    )
    actions.submit(page=page_of(work), by=editor)
    assert isinstance(step_of(work).task.specific, PresidencyTask)


@pytest.mark.parametrize("language", ["en", "es"])
def test_sent_back_and_changed_it_is_cleared_again(site, language):
    editor, head = people.editor(), people.head_of_delegation("CR")
    coordinator = people.coordinator()
    work = sent_back(works.cleared_action_plan(by=editor), head)
    edit(work, "The organ is named", language)
    actions.submit(page=page_of(work), by=editor)
    assert isinstance(step_of(work).task.specific, SecretariatTask)
    approve(work, coordinator)
    assert isinstance(step_of(work).task.specific, PresidencyTask)
    approve(work, head)
    work.refresh_from_db()
    assert work.state == WorkState.ADOPTED


def test_of_two_deciders_the_second_is_told_who_was_first(site):
    first = people.head_of_delegation("CR", first_name="Rosa", last_name="First")
    second = people.head_of_delegation("CR")
    work = works.cleared_action_plan()
    pk, shown = step_of(work).pk, work_hash(work)
    actions.approve(task_state_id=pk, shown_hash=shown, by=first)
    before = all_of(work)
    with pytest.raises(actions.AlreadyDecidedError, match="Rosa First"):
        actions.approve(task_state_id=pk, shown_hash=shown, by=second)
    with pytest.raises(actions.AlreadyDecidedError, match="Rosa First"):
        actions.send_back(task_state_id=pk, reason="Too late", by=second)
    assert all_of(work) == before


def test_a_presidency_that_ended_a_second_ago_decides_nothing(site):
    head = people.head_of_delegation("CR")
    work = works.cleared_action_plan()
    enter_past_term(
        party=MemberStateFactory(code="DO"),
        ordinal=32,
        starts_at=timezone.now() - dt.timedelta(seconds=1),
        by=None,
    )
    before = all_of(work)
    with pytest.raises(actions.NotEntitledError, match="not yours"):
        approve(work, head)
    assert all_of(work) == before
    approve(work, people.head_of_delegation("DO"))
    work.refresh_from_db()
    assert work.state == WorkState.ADOPTED
    assert Event.objects.about(work).last().capacity == "presidency:DO"


def test_a_presidency_that_begins_in_a_minute_decides_nothing_yet(site):
    work = works.cleared_action_plan()
    begin_presidency(
        party=MemberStateFactory(code="DO"),
        ordinal=32,
        starts_at=timezone.now() + dt.timedelta(minutes=1),
        by=None,
    )
    with pytest.raises(actions.NotEntitledError):
        approve(work, people.head_of_delegation("DO"))


def test_an_approval_withdrawn_in_wagtail_makes_a_draft_again(site):
    editor = people.editor()
    work = works.submitted_action_plan(by=editor)
    page_of(work).current_workflow_state.cancel(user=editor)
    work.refresh_from_db()
    assert work.state == WorkState.DRAFT
    assert Event.objects.about(work).last().verb == "approval.cancelled"
    actions.submit(page=page_of(work), by=editor)
    work.refresh_from_db()
    assert work.state == WorkState.IN_APPROVAL
