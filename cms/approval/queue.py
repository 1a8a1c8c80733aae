"""What waits for a decision, for how long, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import TaskState

from cms.approval.models import PresidencyTask
from cms.conference.presidency import presiding_party

if TYPE_CHECKING:
    import datetime as dt

    from cms.conference.models import Party
    from cms.works.models import Expression


@dataclass(frozen=True)
class Waiting:
    """One text that waits: what, since when, whose turn, whether it is the reader's."""

    task_state: TaskState
    expression: Expression
    age: dt.timedelta
    is_presidency: bool
    turn_of: Party | None
    is_yours: bool


def waiting(*, user: Any) -> list[Waiting]:
    """Return every text in approval, the reader's own turn first, the oldest first."""
    now = timezone.now()
    presiding = presiding_party(now)
    states = (
        TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        .select_related("task", "workflow_state", "workflow_state__requested_by")
        .order_by("started_at")
    )
    rows, may_act = [], {}
    for state in states:
        expression = getattr(state.workflow_state.content_object, "expression", None)
        if expression is None:
            continue
        task = state.task.specific
        if task.pk not in may_act:
            may_act[task.pk] = task.may_act(user)
        is_presidency = isinstance(task, PresidencyTask)
        rows.append(
            Waiting(
                task_state=state,
                expression=expression,
                age=now - state.started_at,
                is_presidency=is_presidency,
                turn_of=presiding if is_presidency else None,
                is_yours=may_act[task.pk],
            )
        )
    return sorted(rows, key=lambda row: (not row.is_yours, -row.age))
