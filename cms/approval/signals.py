"""Wagtail's own doors to an approval lead to the same records as ours."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import task_submitted, workflow_cancelled

from cms.works import actions as works
from cms.works.states import WorkState
from cms.works.texts import work_hash


@receiver(task_submitted)
def approval_begun(sender: Any, instance: Any, user: Any, **_kwargs: Any) -> None:
    """A step began: a draft becomes a work in approval, with the hash submitted."""
    page = instance.workflow_state.content_object
    expression = getattr(page, "expression", None)
    if expression is None or expression.work.state != WorkState.DRAFT:
        return
    works.change_state(
        work=expression.work,
        to=WorkState.IN_APPROVAL,
        verb="approval.submitted",
        by=user,
        data={"sha256": work_hash(expression.work)},
    )


@receiver(workflow_cancelled)
def approval_cancelled(sender: Any, instance: Any, user: Any, **_kwargs: Any) -> None:
    """An approval was cancelled in Wagtail: the work is a draft again."""
    expression = getattr(instance.content_object, "expression", None)
    if expression and expression.work.state == WorkState.IN_APPROVAL:
        works.change_state(
            work=expression.work,
            to=WorkState.DRAFT,
            verb="approval.cancelled",
            by=user,
        )
