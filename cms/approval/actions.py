"""Submit, clear, decide, send back: the only ways to move an approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, Workflow, WorkflowState

from cms.approval.models import CLEARED, PresidencyTask, SecretariatTask
from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_secretariat
from cms.works import actions as works
from cms.works.states import WorkState
from cms.works.texts import work_hash

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.works.models import Work
    from cms.works.pages import AbstractTextPage


class ApprovalError(Exception):
    """A decision that cannot be taken; ``str()`` of it is for the person."""


class AlreadyDecidedError(ApprovalError):
    """Somebody else was a moment earlier."""


class TextChangedError(ApprovalError):
    """The text is no longer the one that was read."""


class ReasonMissingError(ApprovalError):
    """Sent back without saying why."""


class NotEntitledError(ApprovalError, PermissionDenied):
    """The person has no part in this step at this moment."""


def _text_page(state: WorkflowState) -> AbstractTextPage:
    return state.content_object.get_latest_revision_as_object()


@transaction.atomic
def submit(*, page: AbstractTextPage, by: User) -> WorkflowState:
    """Submit a draft for clearance and decision.

    A text that was sent back takes its approval up again. Raises NotEntitledError
    unless ``by`` works for the Secretariat, ApprovalError if the work is not a draft or
    no workflow is set up for the page.
    """
    if not is_secretariat(by):
        raise NotEntitledError(_("Only the Secretariat submits texts for approval."))
    workflow = page.get_workflow()
    if workflow is None:
        raise ApprovalError(_("No approval is set up for this part of the site."))
    expression = page.own_expression
    if expression is None:
        raise ApprovalError(_("This page has no work behind it."))
    if page.get_latest_revision() is None:
        page.save_revision(user=by, log_action=True)
    if expression.work.state != WorkState.DRAFT:
        raise ApprovalError(_("This text is not a draft."))
    returned = page.workflow_states.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES
    ).first()
    if returned:
        returned.resume(by)
        return returned
    return workflow.start(page, by)


def _locked(task_state_id: int) -> TaskState:
    """Return the step, locked against a second decider for this transaction."""
    found = (
        TaskState.objects.select_for_update()
        .select_related("workflow_state")
        .get(pk=task_state_id)
    )
    if found.status != TaskState.STATUS_IN_PROGRESS:
        raise AlreadyDecidedError(
            _("This step has already been decided by %(name)s.")
            % {"name": found.finished_by or _("somebody else")}
        )
    return found


def _check(task_state: TaskState, by: Any) -> str:
    """Return the capacity in which ``by`` acts; NotEntitledError if there is none."""
    if not task_state.task.specific.may_act(by):
        raise NotEntitledError(_("At this moment this step is not yours to decide."))
    return capacity_of(by)


@transaction.atomic
def approve(
    *, task_state_id: int, shown_hash: str, comment: str = "", by: User
) -> WorkflowState:
    """Approve one step; the last one adopts the text and publishes it.

    ``shown_hash`` is ``work_hash`` of what the decider had before them. Raises
    AlreadyDecidedError, NotEntitledError or TextChangedError; then nothing happens.
    """
    task_state = _locked(task_state_id)
    capacity = _check(task_state, by)
    page = _text_page(task_state.workflow_state)
    expression = page.own_expression
    if expression is None:
        raise ApprovalError(_("This page has no work behind it."))
    work = expression.work
    # Nobody saves a language of it between the check and the freeze.
    list(Page.objects.select_for_update().filter(expression__work=work).order_by("pk"))
    if work_hash(work) != shown_hash:
        raise TextChangedError(
            _("The text has changed since you opened it. Please read it again.")
        )
    record_event(
        verb=_verb(task_state),
        subject=work,
        by=by,
        capacity=capacity,
        data={"sha256": shown_hash, "comment": comment},
    )
    # Wagtail notes the revision on which the step began; what counts is the one read.
    task_state.revision = page.latest_revision
    task_state.save(update_fields=["revision"])
    task_state.approve(user=by, comment=comment)
    task_state.workflow_state.refresh_from_db()
    return task_state.workflow_state


def _verb(task_state: TaskState) -> str:
    verbs = {SecretariatTask: CLEARED, PresidencyTask: "approval.decided"}
    return verbs.get(type(task_state.task.specific), "approval.approved")


@transaction.atomic
def send_back(*, task_state_id: int, reason: str, by: User) -> WorkflowState:
    """Send a text back to its editors; they read the reason.

    Raises ReasonMissingError, AlreadyDecidedError or NotEntitledError.
    """
    if not reason.strip():
        raise ReasonMissingError(_("Please say why the text goes back."))
    task_state = _locked(task_state_id)
    capacity = _check(task_state, by)
    work = task_state.workflow_state.content_object.expression.work
    task_state.reject(user=by, comment=reason)
    works.change_state(
        work=work,
        to=WorkState.DRAFT,
        verb="approval.sent_back",
        by=by,
        capacity=capacity,
        data={"reason": reason},
    )
    task_state.workflow_state.refresh_from_db()
    return task_state.workflow_state


def work_of(state: WorkflowState) -> Work | None:
    """Return the Work that an approval is about, if there is one."""
    expression = getattr(state.content_object, "expression", None)
    return expression.work if expression else None


@transaction.atomic
def set_up_workflow(*, name: str, page: Any) -> Workflow:
    """Make the workflow of both steps and put it on a page; again changes nothing."""
    from wagtail.models import WorkflowPage, WorkflowTask

    workflow, _made = Workflow.objects.get_or_create(name=name)
    steps = (
        (SecretariatTask, "Clearance by the Secretariat"),
        (PresidencyTask, "Decision by the Presidency"),
    )
    for order, (task_class, task_name) in enumerate(steps):
        task, _made = task_class.objects.get_or_create(name=task_name)
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task, defaults={"sort_order": order}
        )
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return workflow
