"""Wagtail's own doors to an approval lead to the same records as ours."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState
from wagtail.signals import task_submitted, workflow_cancelled

from cms.approval import notices
from cms.approval.actions.advancing import look_again, opened, work_of
from cms.approval.models import Approval
from cms.approval.steps import SUBMITTED
from cms.documents.models import Document
from cms.works import actions as works
from cms.works.models import Expression, Work
from cms.works.pages import AbstractTextPage
from cms.works.states import WorkState
from cms.works.texts import work_hash


@receiver(task_submitted)
def approval_begun(sender: Any, instance: Any, user: Any, **_kwargs: Any) -> None:
    """A step began: a draft becomes a work in approval, with the hash submitted."""
    state = instance.workflow_state
    work = work_of(state)
    if work is None or work.state != WorkState.DRAFT:
        return
    approval = opened(state, by=user)
    works.change_state(
        work=work,
        to=WorkState.IN_APPROVAL,
        verb=SUBMITTED,
        by=user,
        data={"sha256": work_hash(work), "approval": approval.pk},
    )
    notices.submitted(instance, by=user)


def _withdraw(work: Work, by: Any) -> None:
    if work.state == WorkState.IN_APPROVAL:
        works.change_state(
            work=work, to=WorkState.DRAFT, verb="approval.cancelled", by=by
        )


@receiver(workflow_cancelled)
def approval_cancelled(sender: Any, instance: Any, user: Any, **_kwargs: Any) -> None:
    """An approval was cancelled in Wagtail: the work is a draft again."""
    Approval.objects.filter(workflow_state=instance, result="").update(
        current=None, result=Approval.Result.WITHDRAWN, closed_at=timezone.now()
    )
    work = work_of(instance)
    if work:
        _withdraw(Work.objects.get(pk=work.pk), user)


@receiver(post_save, sender=WorkflowState)
def decided_stays_decided(
    sender: Any, instance: WorkflowState, created: bool, **_kwargs: Any
) -> None:
    """A withdrawal at the very moment of the last approval comes too late.

    Wagtail's ``cancel`` looks at the status that it read before, and saves over what
    a decision has written meanwhile. The decision holds the row until its commit, so
    here it can be seen, and the row is put right.
    """
    if created or instance.status != WorkflowState.STATUS_CANCELLED:
        return
    decided = Approval.objects.filter(
        workflow_state_id=instance.pk, result=Approval.Result.DECIDED
    ).exists()
    if decided:
        last = instance.task_states.order_by("-pk").first()
        WorkflowState.objects.filter(pk=instance.pk).update(
            status=WorkflowState.STATUS_APPROVED, current_task_state=last
        )
        raise PermissionDenied(_("This text was decided a moment ago."))


def _look_again(page_ids: list[int]) -> None:
    """Have the open approvals of these texts, in all their languages, look again."""
    work_ids = Expression.objects.filter(
        page_id__in=page_ids, work__state=WorkState.IN_APPROVAL
    ).values("work_id")
    approvals = Approval.objects.filter(
        work__in=work_ids, result="", workflow_state__status="in_progress"
    ).select_related("workflow_state")
    for approval in approvals:
        if approval.workflow_state and look_again(approval.workflow_state):
            notices.changed_meanwhile(approval.workflow_state)


@receiver(post_save)
def draft_saved(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """An edit or autosave in between goes back to whoever must look again.

    Wagtail saves the page after its revision, and only then says which is the latest.
    """
    if isinstance(instance, AbstractTextPage):
        _look_again([instance.pk])


@receiver(post_save, sender=Document)
def file_saved(sender: Any, instance: Document, **_kwargs: Any) -> None:
    """A file attached in between is part of what is decided."""
    if instance.expression_id and instance.expression and instance.expression.page_id:
        _look_again([instance.expression.page_id])
