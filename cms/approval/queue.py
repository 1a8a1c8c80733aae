"""What waits for a decision, for how long, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Task, TaskState

from cms.approval.models import DatedTask, PresidencyTask
from cms.conference.presidency import presiding_party
from cms.works.audiences import tokens_for
from cms.works.models import Expression, Work

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cms.conference.models import Party


@dataclass(frozen=True)
class Waiting:
    """One text that waits: what, since when, whose turn, whether it is the reader's."""

    task_state: TaskState
    expression: Expression
    age: dt.timedelta
    is_presidency: bool
    turn_of: Party | None
    is_yours: bool


def _expressions(states: Iterable[TaskState], user: Any) -> dict[str, Expression]:
    """Return the texts that wait and are for this reader, by the number of their page."""
    base = ContentType.objects.get_for_model(Page).pk
    pages = {
        state.workflow_state.object_id
        for state in states
        if state.workflow_state.base_content_type_id == base
    }
    found = Expression.objects.filter(
        page_id__in=pages, work__in=Work.objects.open_to(tokens_for(user))
    ).select_related("work__meeting__body")
    return {str(expression.page_id): expression for expression in found}


def waiting(*, user: Any) -> list[Waiting]:
    """Return the texts in approval that a person may read.

    The reader's own turn comes first, then the oldest.
    """
    now = timezone.now()
    presiding = presiding_party(now)
    states = (
        TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        .select_related("workflow_state")
        .order_by("started_at")
    )
    expressions = _expressions(states, user)
    tasks = {
        task.pk: (isinstance(task, PresidencyTask), task.may_act(user))
        for task in Task.objects.filter(pk__in={s.task_id for s in states}).specific()
        if isinstance(task, DatedTask)
    }
    rows = []
    for state in states:
        expression = expressions.get(state.workflow_state.object_id)
        if expression is None or state.task_id not in tasks:
            continue
        is_presidency, is_yours = tasks[state.task_id]
        rows.append(
            Waiting(
                task_state=state,
                expression=expression,
                age=now - state.started_at,
                is_presidency=is_presidency,
                turn_of=presiding if is_presidency else None,
                is_yours=is_yours,
            )
        )
    return sorted(rows, key=lambda row: (not row.is_yours, -row.age))
