"""Reminding those whose turn it is, and freeing what waits for nobody."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone
from wagtail.models import WorkflowState

from cms.approval import notices
from cms.approval.models import Approval
from cms.approval.subjects import subject_of
from cms.distribution.actions import remind
from cms.works import actions as works
from cms.works.models import Work
from cms.works.states import WorkState


def interval() -> dt.timedelta:
    """Return how long a text waits between reminders (``APPROVAL_REMINDER_DAYS``)."""
    return dt.timedelta(days=getattr(settings, "APPROVAL_REMINDER_DAYS", 3))


def remind_whose_turn(*, at: dt.datetime | None = None) -> int:
    """Remind of each text that has waited for a whole interval; return how many told.

    Called often it reminds each person once per interval, and per step.
    """
    now = at or timezone.now()
    told = 0
    waiting = Approval.objects.filter(
        current__isnull=False,
        current__started_at__lte=now - interval(),
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).select_related("current", "workflow_state")
    for approval in waiting:
        state, step = approval.workflow_state, approval.current
        if state is None or step is None:
            continue
        subject = subject_of(state)
        kind = getattr(step.task.specific, "step", "")
        made = remind(
            people=notices.people_for(kind, subject.preparers()),
            kind=notices.REMINDER,
            subject=subject.record,
            since=step.started_at,
            interval=interval(),
            key=f"step {step.pk}",
            context={
                "title": notices.titles_of(subject),
                "days": (now - step.started_at).days,
            },
            url=notices.address_of(state),
            at=now,
        )
        told += len(made)
    return told


def free_what_waits_for_nobody() -> int:
    """Make drafts of works in approval behind which no workflow stands any more.

    A process that dies while Wagtail withdraws an approval, or a row taken out of the
    database by hand, would leave a text waiting for ever.
    """
    open_works = Approval.objects.filter(
        result=Approval.Result.OPEN,
        work__isnull=False,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        current__isnull=False,
    ).values("work_id")
    stuck = Work.objects.filter(state=WorkState.IN_APPROVAL).exclude(pk__in=open_works)
    freed = 0
    for work in stuck:
        Approval.objects.filter(work=work, result="").update(
            result=Approval.Result.WITHDRAWN, current=None, closed_at=timezone.now()
        )
        works.change_state(
            work=work,
            to=WorkState.DRAFT,
            verb="approval.cancelled",
            by=None,
            data={"reason": "no workflow stood behind it"},
        )
        freed += 1
    return freed
