"""The last step is done: the facts are checked, the text is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.approval.actions.advancing import capacity_for, opened
from cms.approval.errors import StepMissingError
from cms.approval.facts import missing_step
from cms.approval.models import Approval, KeptStep
from cms.approval.procedures import older_code
from cms.approval.readiness import check_ready
from cms.approval.steps import Outcome, Step
from cms.approval.subjects import subject_of
from cms.works import actions as works
from cms.works.corrections import supersede_what_was_declared
from cms.works.states import WorkState
from cms.works.texts import attachments_of

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from cms.works.models import Work

# What becomes of a text, and the audit's verb of it.
SETTLED_AS = {
    Outcome.ADOPTED: (WorkState.ADOPTED, "works.adopted"),
    Outcome.RECEIVED: (WorkState.RECEIVED, "works.received"),
    Outcome.RECORDED: (WorkState.RECORDED, "works.recorded"),
}


def _needs_presidency(approval: Approval, work: Work | None) -> bool:
    """Tell whether only the Presidency ends this approval.

    Of such a type only what is an older paper still, as it was when it was submitted,
    is recorded without it.
    """
    if work is None or not work.type.needs_presidency:
        return False
    is_older = approval.procedure_code not in (work.type_code, "")
    return not (is_older and older_code(work) == approval.procedure_code)


def _check_steps(approval: Approval, subject: Any) -> None:
    """Raise StepMissingError unless every step was taken on exactly this content."""
    needs_presidency = _needs_presidency(approval, subject.work)
    missing = missing_step(approval, subject, subject.content_hash())
    if missing is None and needs_presidency and Step.PRESIDENCY not in approval.steps:
        missing = Step.PRESIDENCY.value
    if missing == Step.PRESIDENCY:
        raise StepMissingError(_("Only the Presidency adopts this text."))
    if missing:
        raise StepMissingError(
            _("A step is missing on the text as it stands: %(step)s.")
            % {"step": Step(missing).label}
        )


def finish(workflow_state: WorkflowState, user: Any) -> None:
    """Settle what an approval is about; see ``finish.adopt_and_publish``."""
    subject = subject_of(workflow_state)
    approval = opened(workflow_state, by=user)
    if approval._state.adding:
        latest = workflow_state.content_object.get_latest_revision()
        latest.publish(user=user, skip_permission_checks=True)
        return
    _check_steps(approval, subject)
    if subject.work:
        check_ready(subject.work, approval)
        _settle(subject.work, approval, user)
        kept = workflow_state.task_states.values_list("pk", flat=True)
        KeptStep.objects.bulk_create(
            [KeptStep(approval=approval, task_state_id=pk) for pk in kept],
            ignore_conflicts=True,
        )
    else:
        latest = workflow_state.content_object.get_latest_revision()
        latest.publish(user=user, skip_permission_checks=True)
    approval.current = None
    approval.result = Approval.Result.DECIDED
    approval.closed_at = timezone.now()
    approval.save(update_fields=["current", "result", "closed_at"])


def _settle(work: Work, approval: Approval, user: Any) -> None:
    to, verb = SETTLED_AS[Outcome(approval.outcome)]
    data: dict[str, Any] = {"approval": approval.pk}
    if approval.adopted_on:
        data["adopted_on"] = approval.adopted_on.isoformat()
        data["by_consensus"] = approval.by_consensus
    files = attachments_of(work)
    if files:
        data["files"] = files
    capacity = capacity_for(approval.steps[-1], user)
    settled = works.settle(
        work=work, to=to, verb=verb, by=user, capacity=capacity, data=data
    )
    supersede_what_was_declared(work=settled, by=user, capacity=capacity)
