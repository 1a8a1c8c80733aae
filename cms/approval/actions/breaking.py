"""Break-glass: an administrator ends an approval that nobody else can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from cms.approval import notices
from cms.approval.actions.advancing import lock_pages_of
from cms.approval.errors import ApprovalError, NotEntitledError, ReasonMissingError
from cms.approval.models import Approval
from cms.audit.actions import record as record_event
from cms.works import actions as works
from cms.works.corrections import supersede_what_was_declared
from cms.works.models import Work
from cms.works.states import WorkState

if TYPE_CHECKING:
    from cms.accounts.models import User

SHORTEST_REASON = 20
CAPACITY = "administrator"
TARGETS = {
    WorkState.ADOPTED: "works.adopted",
    WorkState.RECEIVED: "works.received",
    WorkState.RECORDED: "works.recorded",
    WorkState.DRAFT: "",
}


@transaction.atomic
def break_glass(*, work: Work, to: WorkState, reason: str, by: User) -> Work:
    """Bring a text that is not settled to a state, past all steps, and say so loudly.

    Raises NotEntitledError unless ``by`` is an active administrator, ReasonMissingError
    for a reason that says nothing, ApprovalError for a settled text or one that is
    there already.
    """
    if not (by.is_active and by.is_superuser):
        raise NotEntitledError(_("Only an administrator breaks the glass."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissingError(_("Please give the reason in a full sentence."))
    if to not in TARGETS:
        raise ApprovalError(_("A text is not brought to that state."))
    open_approvals = _lock_approvals(lock_pages_of(work))
    work = Work.objects.select_for_update().get(pk=work.pk)
    if work.is_settled or work.state == WorkState.WITHDRAWN:
        raise ApprovalError(_("A settled or withdrawn text does not change any more."))
    if work.state == to:
        raise ApprovalError(_("The text is a draft already."))
    if to == WorkState.RECORDED and not work.provenance.strip():
        raise ApprovalError(_("The provenance is missing: where this paper was found."))
    if to != WorkState.DRAFT and not _has_text(work):
        raise ApprovalError(_("This work has no text yet."))
    before = work.state
    record_event(
        verb="approval.glass_broken",
        subject=work,
        by=by,
        capacity=CAPACITY,
        data={"from": before, "to": to, "reason": reason.strip()},
    )
    _end(open_approvals)
    work = _move(work, to=to, reason=reason.strip(), by=by)
    notices.glass_broken(work, to=to, reason=reason.strip(), by=by)
    return work


def _has_text(work: Work) -> bool:
    """Tell whether there is a text to freeze, and a page behind each."""
    pages = work.expressions.values_list("page_id", flat=True)
    return bool(pages) and None not in pages


def _move(work: Work, *, to: WorkState, reason: str, by: User) -> Work:
    data: dict[str, Any] = {"reason": reason, "glass_broken": True}
    if to == WorkState.DRAFT:
        return works.change_state(
            work=work,
            to=to,
            verb="approval.cancelled",
            by=by,
            capacity=CAPACITY,
            data=data,
        )
    if work.state == WorkState.DRAFT:
        work = works.change_state(
            work=work,
            to=WorkState.IN_APPROVAL,
            verb="approval.submitted",
            by=by,
            capacity=CAPACITY,
            data=data,
        )
    settled = works.settle(
        work=work, to=to, verb=TARGETS[to], by=by, capacity=CAPACITY, data=data
    )
    supersede_what_was_declared(work=settled, by=by, capacity=CAPACITY)
    return settled


def _lock_approvals(pages: list[int]) -> list[int]:
    """Lock what Wagtail has open on any of these pages; return its numbers."""
    states = WorkflowState.objects.active().filter(
        base_content_type=Page().get_base_content_type(),
        object_id__in=[str(pk) for pk in pages],
    )
    return list(states.select_for_update().values_list("pk", flat=True))


def _end(ids: list[int]) -> None:
    """End these approvals without Wagtail's mails saying "approved"."""
    now = timezone.now()
    Approval.objects.filter(workflow_state__in=ids).update(
        current=None, result=Approval.Result.GLASS_BROKEN, closed_at=now
    )
    TaskState.objects.filter(
        workflow_state__in=ids, status=TaskState.STATUS_IN_PROGRESS
    ).update(status=TaskState.STATUS_CANCELLED, finished_at=now)
    WorkflowState.objects.filter(pk__in=ids).update(
        status=WorkflowState.STATUS_CANCELLED
    )
