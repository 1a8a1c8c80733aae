"""What happens when the last step of an approval is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.conference.permissions import capacity_of, may_decide
from cms.works import actions as works
from cms.works.states import WorkState

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def adopt_and_publish(workflow_state: WorkflowState, user: Any = None) -> None:
    """Adopt the Work behind the page, in the transaction of the last decision.

    Wagtail calls it by ``WAGTAIL_FINISH_WORKFLOW_ACTION``. The decider needs no
    permission to publish, so that nobody can publish around the decision; a workflow
    of other tasks does not adopt what needs the Presidency (PermissionDenied). An
    ordinary page without a Work is simply published.
    """
    page = workflow_state.content_object
    expression = getattr(page, "expression", None)
    if expression is None:
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)
        return
    if expression.work.type.needs_presidency and not may_decide(user):
        raise PermissionDenied(_("Only the Presidency adopts this text."))
    works.settle(
        work=expression.work,
        to=WorkState.ADOPTED,
        verb="works.adopted",
        by=user,
        capacity=capacity_of(user),
    )
