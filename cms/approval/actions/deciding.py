"""Clear, decide, send back: each step on exactly what was read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.approval import notices
from cms.approval.actions.advancing import (
    advance,
    capacity_for,
    locked,
    look_again,
    opened,
)
from cms.approval.errors import (
    ApprovalError,
    NotEntitledError,
    NotPresentedError,
    ReasonMissingError,
    TextChangedError,
)
from cms.approval.facts import missing_step, presentation_of
from cms.approval.readiness import check_ready
from cms.approval.steps import Outcome, Step, verb_of
from cms.approval.subjects import subject_of
from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, deputised_by
from cms.conference.presiding import deciding, observe_begun
from cms.works import actions as works
from cms.works.states import WorkState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from wagtail.models import TaskState, WorkflowState

    from cms.accounts.models import User
    from cms.approval.models import Approval
    from cms.approval.subjects import Subject

# What the Secretariat looks at when it receives a partner's report (III.d).
RECEIPT_CHECKS = frozenset({"audience", "completeness"})


@contextmanager
def _decision(task_state_id: int) -> Iterator[TaskState]:
    """Frame one decision: its step locked, then one instant for every check in it.

    Whoever waited for the lock is asked as whom they act after the waiting.
    """
    observe_begun()
    with transaction.atomic():
        task_state = locked(task_state_id)
        with deciding():
            yield task_state


def _for_whom(by: Any) -> dict[str, Any]:
    """Name the person for whom a deputy acts; nothing where one acts for oneself."""
    absent = deputised_by(by)
    return {"for": str(absent), "for_id": absent.pk} if absent else {}


def _check(task_state: TaskState, subject: Subject, by: Any) -> tuple[str, str]:
    """Return the step and the capacity in which ``by`` takes it (NotEntitledError)."""
    task = task_state.task.specific
    step = getattr(task, "step", None)
    if step is None or not task.may_act(by, subject.preparers()):
        raise NotEntitledError(_("At this moment this step is not yours to decide."))
    return step, capacity_for(step, by)


def _check_presidency(
    approval: Approval, subject: Subject, shown: str, adopted_on: dt.date | None
) -> dt.date:
    """Return the day of adoption; refuse what was not presented or lies ahead."""
    if approval.needs_presenting and not presentation_of(subject.record, shown):
        raise NotPresentedError(
            _(
                "This text has not been presented to the delegations as it stands now "
                "(II.b). Record the presentation first."
            )
        )
    today = timezone.localdate()
    meeting = subject.work.meeting if subject.work else None
    if adopted_on is None:
        last = meeting.ends_on if meeting and approval.by_consensus else None
        return last if last and last <= today else today
    if adopted_on > today:
        raise ApprovalError(_("The day of adoption has not come yet."))
    if meeting and meeting.starts_on and adopted_on < meeting.starts_on:
        raise ApprovalError(_("The day of adoption lies before the meeting."))
    return adopted_on


def _keep_day(approval: Approval, day: dt.date) -> dict[str, str]:
    """Note the day on what is adopted; other decisions have none."""
    if approval.outcome != Outcome.ADOPTED:
        return {}
    approval.adopted_on = day
    approval.save(update_fields=["adopted_on"])
    return {"adopted_on": day.isoformat()}


def _check_receipt(approval: Approval, step: str, checked: Collection[str]) -> None:
    """Refuse a receipt without both checks (III.d)."""
    is_receipt = approval.outcome == Outcome.RECEIVED and approval.steps[-1:] == [step]
    if is_receipt and RECEIPT_CHECKS - set(checked):
        raise ApprovalError(
            _("Please confirm that audience and completeness were checked.")
        )


def _approve(
    task_state: TaskState,
    *,
    shown_hash: str,
    comment: str,
    adopted_on: dt.date | None,
    checked: Collection[str],
    by: User,
) -> WorkflowState | None:
    """Take a locked step; return None where the text went back to an earlier one."""
    state = task_state.workflow_state
    subject = subject_of(state)
    step, capacity = _check(task_state, subject, by)
    if subject.content_hash() != shown_hash:
        raise TextChangedError(
            _("The text has changed since you opened it. Please read it again.")
        )
    approval = opened(state, by=by)
    if missing_step(approval, subject, shown_hash) != step and look_again(state, by=by):
        return None
    _check_receipt(approval, step, checked)
    if subject.work:
        check_ready(subject.work, approval)
    said = {"comment": comment, "checked": sorted(checked), **_for_whom(by)}
    if step == Step.PRESIDENCY:
        day = _check_presidency(approval, subject, shown_hash, adopted_on)
        said |= _keep_day(approval, day)
    said |= {"approval": approval.pk, "step": step, "sha256": shown_hash}
    record_event(
        verb=verb_of(step), subject=subject.record, by=by, capacity=capacity, data=said
    )
    # Wagtail notes the revision on which the step began; what counts is the one read.
    task_state.revision = Page.objects.get(pk=subject.page.pk).latest_revision
    task_state.save(update_fields=["revision"])
    task_state.approve(user=by, comment=comment, update=False)
    advance(state, by=by)
    state.refresh_from_db()
    notices.step_taken(state, by=by)
    return state


def approve(
    *,
    task_state_id: int,
    shown_hash: str,
    comment: str = "",
    adopted_on: dt.date | None = None,
    checked: Collection[str] = (),
    by: User,
) -> WorkflowState:
    """Take one step; the last one adopts, receives, records or publishes.

    ``shown_hash`` is that of what the person had before them; ``adopted_on`` the day on
    which the meeting adopted it; ``checked`` what a receipt confirms (III.d). Raises
    AlreadyDecidedError, NotEntitledError, TextChangedError, NotPresentedError or
    ApprovalError; then nothing is decided.
    """
    with _decision(task_state_id) as task_state:
        state = _approve(
            task_state,
            shown_hash=shown_hash,
            comment=comment,
            adopted_on=adopted_on,
            checked=checked,
            by=by,
        )
    if state is None:
        raise TextChangedError(
            _(
                "The text changed after it was cleared. It has gone back to those who "
                "must look again."
            )
        )
    return state


def send_back(*, task_state_id: int, reason: str, by: User) -> WorkflowState:
    """Send a text back to those who prepared it; they read the reason.

    Raises ReasonMissingError, AlreadyDecidedError or NotEntitledError.
    """
    if not reason.strip():
        raise ReasonMissingError(_("Please say why the text goes back."))
    with _decision(task_state_id) as task_state:
        return _send_back(task_state, reason=reason, by=by)


def _send_back(task_state: TaskState, *, reason: str, by: User) -> WorkflowState:
    state = task_state.workflow_state
    subject = subject_of(state)
    step, capacity = _check(task_state, subject, by)
    approval = opened(state, by=by)
    task_state.reject(user=by, comment=reason)
    approval.current = None
    approval.save(update_fields=["current"])
    data = {"reason": reason, "step": step, "approval": approval.pk, **_for_whom(by)}
    if subject.work:
        works.change_state(
            work=subject.work,
            to=WorkState.DRAFT,
            verb="approval.sent_back",
            by=by,
            capacity=capacity,
            data=data,
        )
    else:
        record_event(
            verb="approval.sent_back",
            subject=subject.page,
            by=by,
            capacity=capacity or capacity_of(by),
            data=data,
        )
    state.refresh_from_db()
    notices.sent_back(state, reason=reason, by=by)
    return state
