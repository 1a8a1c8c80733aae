"""The approver decides on exactly what was read: text, languages and files."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from cms.approval import actions
from cms.approval.models import Approval
from cms.approval.reminders import free_what_waits_for_nobody
from cms.audit.models import Event
from cms.works.models import Work
from cms.works.texts import work_hash
from tests.factories import people, works
from tests.factories.documents import text_file
from tests.factories.works import page_of
from tests.unit.cms.approval.steps import all_of, approve, edit, step_of


def step_name(work: Work) -> str:
    return step_of(work).task.specific.step


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_edit_in_between_goes_back_to_who_must_look_again(site, language):
    work = works.cleared_action_plan()
    assert step_name(work) == "presidency"
    edit(work, "Changed meanwhile", language)
    assert step_name(work) == "secretariat"
    assert Work.objects.get(pk=work.pk).state == "in_approval"
    with pytest.raises(actions.NotEntitledError):
        approve(work, people.head_of_delegation("CR"))
    approve(work, people.coordinator())
    approve(work, people.head_of_delegation("CR"))
    assert Work.objects.get(pk=work.pk).state == "adopted"


def test_an_autosave_over_the_same_revision_does_too(site):
    work = works.cleared_action_plan()
    page = page_of(work).get_latest_revision_as_object()
    page.title = "Autosaved"
    latest = page_of(work).latest_revision
    page.save_revision(user=latest.user, overwrite_revision=latest)
    assert page_of(work).latest_revision == latest
    assert step_name(work) == "secretariat"


@pytest.mark.parametrize("times", [1, 3])
def test_a_save_that_changes_nothing_moves_nothing(site, times):
    work = works.cleared_action_plan()
    for _ in range(times):
        page_of(work).get_latest_revision_as_object().save_revision()
    assert step_name(work) == "presidency"
    approve(work, people.head_of_delegation("CR"))
    assert Work.objects.get(pk=work.pk).state == "adopted"


def test_a_change_undone_needs_nobody_again(site):
    """The hash is that of what was cleared, whatever lay between."""
    work = works.cleared_action_plan()
    shown = work_hash(work)
    edit(work, "Changed meanwhile")
    edit(work, "Action Plan under Test")
    assert work_hash(work) == shown
    assert step_name(work) == "presidency"


def test_a_file_is_part_of_what_is_decided(site):
    work = works.draft_action_plan()
    bare = work_hash(work)
    expression = work.expressions.get(language="en")
    text_file(by=None, expression=expression, content=b"One.\n")
    with_file = work_hash(work)
    assert bare != with_file
    text_file(by=None, expression=expression, content=b"Two.\n", name="b.txt")
    assert work_hash(work) not in (bare, with_file)


def test_a_file_attached_in_between_is_looked_at_again(site):
    work = works.cleared_action_plan()
    shown = work_hash(work)
    text_file(by=None, expression=work.expressions.get(language="es"))
    assert step_name(work) == "secretariat"
    with pytest.raises(actions.TextChangedError):
        approve(work, people.coordinator(), shown_hash=shown)


def test_what_was_adopted_names_its_files(site):
    work = works.draft_action_plan()
    document = text_file(by=None, expression=work.expressions.get(language="en"))
    actions.submit(page=page_of(work), by=people.editor())
    approve(work, people.coordinator())
    approve(work, people.head_of_delegation("CR"))
    event = Event.objects.about(work).get(verb="works.adopted")
    assert event.data["files"] == [
        {"language": "en", "name": "paper.txt", "sha256": document.current.sha256}
    ]


def test_a_clearance_slipped_past_the_signals_does_not_hold(site):
    """The step and the finish ask the audit, not Wagtail's rows."""
    work = works.submitted_action_plan()
    state = page_of(work).current_workflow_state
    current = state.current_task_state
    TaskState.objects.filter(pk=current.pk).update(status="approved")
    state.refresh_from_db()
    state.update()
    assert step_name(work) == "secretariat"
    assert Work.objects.get(pk=work.pk).state == "in_approval"


def test_wagtails_own_approval_of_a_step_settles_nothing(site):
    work = works.cleared_action_plan()
    head = people.head_of_delegation("CR")
    before = all_of(work)
    step = step_of(work)
    with pytest.raises(actions.StepMissingError):
        step.approve(user=head)
    assert Work.objects.get(pk=work.pk).state == "in_approval"
    assert step_name(work) == "presidency"
    assert all_of(work)[0] == before[0]


def test_what_waits_is_not_deleted_in_wagtail(site):
    work = works.submitted_action_plan()
    for rows in (Task.objects.all(), Workflow.objects.all(), TaskState.objects.all()):
        with pytest.raises(ProtectedError):
            rows.delete()
    assert step_name(work) == "secretariat"


def test_what_waits_for_nobody_becomes_a_draft(site):
    work, other = works.submitted_action_plan(), works.submitted_action_plan()
    Approval.objects.filter(work=work).update(current=None)
    WorkflowState.objects.filter(approval__work=work).delete()
    assert free_what_waits_for_nobody() == 1
    assert Work.objects.get(pk=work.pk).state == "draft"
    assert Work.objects.get(pk=other.pk).state == "in_approval"
    assert Event.objects.about(work).last().verb == "approval.cancelled"
    actions.submit(page=page_of(work), by=people.editor())


def test_a_withdrawal_that_comes_too_late_changes_nothing(site):
    """Wagtail's cancel looks at the status it read before the decision."""
    work = works.cleared_action_plan()
    stale = page_of(work).current_workflow_state
    approve(work, people.head_of_delegation("CR"))
    with pytest.raises(Exception, match="decided a moment ago"):
        stale.cancel(user=people.editor())
    assert WorkflowState.objects.get(pk=stale.pk).status == "approved"
    assert Work.objects.get(pk=work.pk).state == "adopted"
