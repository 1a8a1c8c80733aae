"""The workflow itself: other tasks, ordinary pages, setting it up."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from cms.approval import actions
from cms.approval.models import (
    CoordinatorTask,
    PresidencyTask,
    SecondArchivistTask,
    SecretariatTask,
)
from cms.works.models import Work
from cms.works.states import WorkState
from rcm_pages.site import WORKFLOW
from tests.factories import works
from tests.factories.people import UserFactory
from tests.factories.works import page_of
from tests.unit.cms.approval.steps import step_of


def other_workflow() -> tuple[Workflow, GroupApprovalTask]:
    workflow = Workflow.objects.create(name="Of groups")
    task = GroupApprovalTask.objects.create(name="Anybody")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow, task


def test_a_workflow_of_other_tasks_does_not_adopt(site):
    """A superuser may set up any workflow in Wagtail, and approve its steps."""
    superuser = UserFactory(is_superuser=True)
    work = works.draft_action_plan()
    workflow, task = other_workflow()
    workflow.start(page_of(work), superuser)
    state = step_of(work)
    with pytest.raises(PermissionDenied, match="step is missing"):
        task.on_action(state, superuser, "approve")
    assert Work.objects.get(pk=work.pk).state == WorkState.IN_APPROVAL
    assert not page_of(work).live


def test_a_page_of_no_kind_is_published_as_wagtail_does(site):
    superuser = UserFactory(is_superuser=True)
    plain = site.home.add_child(instance=Page(title="Plain", slug="plain", live=False))
    plain.save_revision()
    workflow, _task = other_workflow()
    state = workflow.start(plain, superuser)
    assert actions.work_of(state) is None
    state.current_task_state.approve(user=superuser)
    plain.refresh_from_db()
    assert plain.live


def test_a_page_of_a_kind_is_not_published_by_another_workflow(site):
    superuser = UserFactory(is_superuser=True)
    home = site.home
    home.title = "Renamed"
    home.save_revision()
    workflow, _task = other_workflow()
    state = workflow.start(home, superuser)
    with pytest.raises(actions.StepMissingError):
        state.current_task_state.approve(user=superuser)
    home.refresh_from_db()
    assert home.title != "Renamed"


def test_set_up_twice_is_set_up_once(site):
    tasks = list(WorkflowTask.objects.values())
    assert tasks
    actions.set_up_workflow(name=WORKFLOW, page=site.home)
    assert list(WorkflowTask.objects.values()) == tasks


def test_each_step_says_what_it_is():
    assert "Coordinator" in SecretariatTask.get_description()
    assert "Coordinator" in CoordinatorTask.get_description()
    assert "archivist" in SecondArchivistTask.get_description()
    assert "presides" in PresidencyTask.get_description()
