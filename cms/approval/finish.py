"""What Wagtail calls when the last step of an approval is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def adopt_and_publish(workflow_state: WorkflowState, user: Any = None) -> None:
    """Settle the Work behind the page, in the transaction of the last step.

    Wagtail calls it by ``WAGTAIL_FINISH_WORKFLOW_ACTION``. The decider needs no
    permission to publish, so that nobody can publish around the decision. From the
    recorded facts it makes sure that each step of the procedure with which the approval
    began was taken on exactly this content, whatever became of Wagtail's workflow
    meanwhile (StepMissingError). A plain page without a procedure is published.
    """
    # Wagtail imports this module while its own models are being made.
    from cms.approval.settling import finish

    finish(workflow_state, user)
