"""Which step an approval needs, and how it moves there; shared by the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from cms.approval.errors import (
    AlreadyDecidedError,
    NotEntitledError,
    TextChangedError,
)
from cms.approval.facts import missing_step
from cms.approval.models import Approval, Procedure
from cms.approval.procedures import older_code, procedure_for, task_of
from cms.approval.readiness import check_ready
from cms.approval.steps import Step
from cms.approval.subjects import Subject, subject_of
from cms.conference.models import Party
from cms.conference.permissions import appointments_of, deciding_party

if TYPE_CHECKING:
    from cms.works.models import Work


def work_of(state: WorkflowState) -> Work | None:
    """Return the Work that an approval is about, if there is one."""
    expression = getattr(state.content_object, "expression", None)
    return expression.work if expression else None


def _procedure_of(state: WorkflowState, subject: Subject) -> Procedure | None:
    """Return the row under which an approval begins: its type's, or the older one."""
    if not subject.code:
        return None
    if subject.work:
        older = older_code(subject.work)
        if older:
            row = procedure_for(older)
            if row.workflow_id == state.workflow_id:
                return row
    return procedure_for(subject.code)


def opened(state: WorkflowState, *, by: Any) -> Approval:
    """Return the approval of a workflow of Wagtail's, begun now if it is new.

    It keeps the procedure of this day. Raises NotReadyError if the text lacks what
    the procedure asks for.
    """
    found = Approval.objects.filter(workflow_state=state).first()
    if found:
        return found
    subject = subject_of(state)
    rule = _procedure_of(state, subject)
    if rule is None:
        # A plain page of Wagtail's: its workflow is nobody's procedure.
        return Approval(workflow_state=state, page=subject.page)
    if subject.work:
        check_ready(subject.work, rule)
    return Approval.objects.create(
        workflow_state=state,
        work=subject.work,
        page=Page(pk=subject.page.pk),
        procedure_code=rule.code,
        steps=rule.steps,
        outcome=rule.outcome,
        both_languages=rule.both_languages,
        by_consensus=rule.by_consensus,
        needs_presenting=rule.needs_presenting,
        begun_by=by if getattr(by, "pk", None) else None,
    )


def step_needed(approval: Approval) -> str | None:
    """Return the first step not yet taken on the content as it stands."""
    if approval._state.adding or approval.workflow_state is None:
        return None
    subject = subject_of(approval.workflow_state)
    return missing_step(approval, subject, subject.content_hash())


def lock_pages_of(work: Work) -> list[int]:
    """Let nobody save a language of a work until commit; before all other locks.

    Returns the numbers of its pages.
    """
    pages = Page.objects.filter(expression__work=work).order_by("pk")
    return list(pages.select_for_update(of=("self",)).values_list("pk", flat=True))


def _lock_texts(subject: Subject) -> None:
    """Let nobody save a language of it between the check and the freeze."""
    if subject.work:
        lock_pages_of(subject.work)
    else:
        list(Page.objects.select_for_update().filter(pk=subject.page.pk))


def locked(task_state_id: int) -> TaskState:
    """Return a step with its workflow, both locked against others until commit.

    Whoever edits, withdraws or decides locks in one order, and so waits for the others
    and never for itself: the pages of the text, its workflow, the step, the work.
    Raises AlreadyDecidedError if the step is no longer open, TextChangedError if the
    text went back to an earlier one.
    """
    state = WorkflowState.objects.get(task_states=task_state_id)
    _lock_texts(subject_of(state))
    state = WorkflowState.objects.select_for_update().get(pk=state.pk)
    found = TaskState.objects.select_for_update().get(pk=task_state_id)
    is_open = state.status == WorkflowState.STATUS_IN_PROGRESS
    if found.status == TaskState.STATUS_CANCELLED and is_open:
        # It went back to an earlier step under the eyes of whoever reads it.
        raise TextChangedError(
            _("The text has changed since you opened it. Please read it again.")
        )
    if found.status != TaskState.STATUS_IN_PROGRESS:
        raise AlreadyDecidedError(
            _("This step has already been decided by %(name)s.")
            % {"name": found.finished_by or _("somebody else")}
        )
    if not is_open:
        raise AlreadyDecidedError(_("This approval was withdrawn a moment ago."))
    found.workflow_state = state
    return found


def capacity_for(step: str, user: Any) -> str:
    """Return the capacity in which a step is taken, whatever else a person is.

    Raises NotEntitledError if the person holds no such appointment.
    """
    if step == Step.PRESIDENCY:
        party = deciding_party(user)
        if party:
            return f"presidency:{party.code}"
    for appointment in appointments_of(user):
        if step != Step.PRESIDENCY and appointment.party.kind == Party.Kind.SECRETARIAT:
            return f"secretariat:{appointment.party.code}"
    raise NotEntitledError(_("At this moment this step is not yours to decide."))


def go_to(state: WorkflowState, step: str, *, by: Any) -> None:
    """Start a step of an approval, whatever step it stood at."""
    state.current_task_state = task_of(step).start(state, user=by)
    state.save()


def advance(state: WorkflowState, *, by: Any) -> None:
    """Go to the first step that this content still needs; finish if there is none."""
    approval = opened(state, by=by)
    needed = step_needed(approval)
    if needed is None:
        state.finish(user=by)
    else:
        go_to(state, needed, by=by)


@transaction.atomic
def look_again(state: WorkflowState, *, by: Any = None) -> bool:
    """Send a text back to whoever must look again, if it changed under an approval.

    Tells whether it moved. A save that changes nothing moves nothing.
    """
    state = WorkflowState.objects.select_for_update().get(pk=state.pk)
    current = state.current_task_state
    if state.status != WorkflowState.STATUS_IN_PROGRESS or current is None:
        return False
    approval = opened(state, by=by)
    needed = step_needed(approval)
    here = getattr(current.task.specific, "step", None)
    if needed is None or here is None or needed == here:
        return False
    TaskState.objects.filter(pk=current.pk).update(
        status=TaskState.STATUS_CANCELLED,
        finished_at=timezone.now(),
        comment=_("The text changed."),
    )
    go_to(state, needed, by=by)
    return True
