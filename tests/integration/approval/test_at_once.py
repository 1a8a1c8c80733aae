"""Two people at the same instant, on a database that lets them write at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import WorkflowState

from cms.approval import actions
from cms.audit.models import Event
from cms.works.models import Work
from cms.works.states import WorkState
from cms.works.texts import work_hash
from tests.factories import people, works
from tests.factories.people import UserFactory
from tests.factories.works import page_of
from tests.together import at_once
from tests.unit.cms.approval.steps import step_of

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("_attempt", range(3))
def test_of_two_deciders_exactly_one_decides(request, _attempt):
    request.getfixturevalue("site")
    first, second = (people.head_of_delegation("CR") for _ in range(2))
    work = works.cleared_action_plan()
    pk, shown = step_of(work).pk, work_hash(work)

    def decide(person):
        return lambda: actions.approve(task_state_id=pk, shown_hash=shown, by=person)

    results = at_once(decide(first), decide(second))
    errors = [r for r in results if isinstance(r, Exception)]
    assert [type(e) for e in errors] == [actions.AlreadyDecidedError]
    assert Work.objects.get(pk=work.pk).state == "adopted"
    assert Event.objects.about(work).filter(verb="approval.decided").count() == 1


@pytest.mark.parametrize("_attempt", range(5))
def test_a_withdrawal_at_the_moment_of_the_last_approval(request, _attempt):
    """Either it is withdrawn and a draft, or decided and adopted; never both."""
    request.getfixturevalue("site")
    editor, head = people.editor(), people.head_of_delegation("CR")
    work = works.cleared_action_plan(by=editor)
    pk, shown = step_of(work).pk, work_hash(work)
    state = page_of(work).current_workflow_state
    results = at_once(
        lambda: actions.approve(task_state_id=pk, shown_hash=shown, by=head),
        lambda: WorkflowState.objects.get(pk=state.pk).cancel(user=editor),
    )
    kept = WorkflowState.objects.get(pk=state.pk)
    found = Work.objects.get(pk=work.pk).state, kept.status
    assert found in {("adopted", "approved"), ("draft", "cancelled")}, results
    allowed = (actions.ApprovalError, PermissionDenied)
    assert all(isinstance(r, allowed) for r in results if isinstance(r, Exception)), (
        results
    )


def test_a_withdrawal_read_before_the_decision_and_saved_after_it(request):
    request.getfixturevalue("site")
    editor, head = people.editor(), people.head_of_delegation("CR")
    work = works.cleared_action_plan(by=editor)
    pk, shown = step_of(work).pk, work_hash(work)
    stale = page_of(work).current_workflow_state
    actions.approve(task_state_id=pk, shown_hash=shown, by=head)
    with pytest.raises(PermissionDenied, match="decided a moment ago"):
        stale.cancel(user=editor)
    assert WorkflowState.objects.get(pk=stale.pk).status == "approved"
    assert Work.objects.get(pk=work.pk).state == "adopted"
    assert connection.vendor == "postgresql"


def test_two_languages_submitted_at_once_are_one_approval(request):
    request.getfixturevalue("site")
    editor = people.editor()
    work = works.draft_action_plan(by=editor)
    pages = [page_of(work, language) for language in ("en", "es")]
    results = at_once(
        *(lambda page=page: actions.submit(page=page, by=editor) for page in pages)
    )
    errors = [r for r in results if isinstance(r, Exception)]
    assert [type(e) for e in errors] == [actions.ApprovalError]
    assert WorkflowState.objects.active().count() == 1


@pytest.mark.parametrize("_attempt", range(5))
def test_an_edit_at_the_moment_of_the_decision(request, _attempt):
    """What was adopted is what was read, whatever else is saved meanwhile."""
    request.getfixturevalue("site")
    head = people.head_of_delegation("CR")
    work = works.cleared_action_plan()
    pk, shown = step_of(work).pk, work_hash(work)
    draft = page_of(work).get_latest_revision_as_object()
    draft.title = "Slipped in"
    decided, _saved = at_once(
        lambda: actions.approve(task_state_id=pk, shown_hash=shown, by=head),
        lambda: draft.save_revision(),
    )
    kept = Work.objects.get(pk=work.pk)
    if kept.state == "adopted":
        assert kept.expressions.get(language="en").title == "Action Plan under Test"
    else:
        assert kept.state == "in_approval"
        assert isinstance(decided, actions.ApprovalError), decided


@pytest.mark.parametrize("_attempt", range(5))
def test_the_glass_broken_at_the_moment_of_the_decision(request, _attempt):
    """One of them settles it; the other is told, and neither waits for itself."""
    request.getfixturevalue("site")
    head = people.head_of_delegation("CR")
    administrator = UserFactory(is_superuser=True)
    work = works.cleared_action_plan()
    pk, shown = step_of(work).pk, work_hash(work)
    reason = "The head of delegation cannot be reached before the meeting."
    results = at_once(
        lambda: actions.approve(task_state_id=pk, shown_hash=shown, by=head),
        lambda: actions.break_glass(
            work=work, to=WorkState.ADOPTED, reason=reason, by=administrator
        ),
    )
    errors = [r for r in results if isinstance(r, Exception)]
    assert len(errors) == 1, results
    assert isinstance(errors[0], actions.ApprovalError), results
    assert Work.objects.get(pk=work.pk).state == "adopted"
    settled = Event.objects.about(work).filter(verb="works.adopted")
    assert settled.count() == 1
