"""What waits for a decision, for how long, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Task, TaskState, WorkflowState

from cms.approval.entitlement import may_take, preparers_of
from cms.approval.models import Approval, DatedTask
from cms.approval.steps import Step
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
    step: str
    turn_of: Party | None
    is_yours: bool

    @property
    def is_presidency(self) -> bool:
        """Whether it waits for the Presidency."""
        return self.step == Step.PRESIDENCY

    @property
    def title(self) -> str:
        """The title in the reader's language, where there is one."""
        shown = self.expression.work.shown
        return shown.title if shown else self.expression.title

    @property
    def step_name(self) -> str:
        """The step in words."""
        return str(Step(self.step).label)


def _expressions(states: Iterable[TaskState], user: Any) -> dict[str, Expression]:
    """Return the texts that wait and are for this reader, by their page's number."""
    base = ContentType.objects.get_for_model(Page).pk
    pages = {
        state.workflow_state.object_id
        for state in states
        if state.workflow_state.base_content_type_id == base
    }
    found = (
        Expression.objects.filter(
            page_id__in=pages, work__in=Work.objects.open_to(tokens_for(user))
        )
        .select_related("work__meeting__body")
        .prefetch_related("work__expressions")
    )
    return {str(expression.page_id): expression for expression in found}


def _turns(user: Any, steps: Iterable[str]) -> dict[str, tuple[bool, bool]]:
    """Return, for each step, whether it is the reader's: at all, and if they wrote."""
    own = {getattr(user, "pk", 0)}
    return {
        step: (may_take(step, user), may_take(step, user, own)) for step in set(steps)
    }


def waiting(*, user: Any) -> list[Waiting]:
    """Return the texts in approval that a person may read.

    The reader's own turn comes first, then the oldest.
    """
    now = timezone.now()
    presiding = presiding_party()
    states = list(
        TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        .select_related("workflow_state")
        .order_by("started_at")
    )
    expressions = _expressions(states, user)
    steps = {
        task.pk: task.step
        for task in Task.objects.filter(pk__in={s.task_id for s in states}).specific()
        if isinstance(task, DatedTask)
    }
    turns = _turns(user, steps.values())
    written = preparers_of({e.work for e in expressions.values()})
    rows = []
    for state in states:
        expression = expressions.get(state.workflow_state.object_id)
        step = steps.get(state.task_id)
        if expression is None or step is None:
            continue
        is_writer = getattr(user, "pk", None) in written[expression.work_id]
        rows.append(
            Waiting(
                task_state=state,
                expression=expression,
                age=now - state.started_at,
                step=step,
                turn_of=presiding if step == Step.PRESIDENCY else None,
                is_yours=turns[step][is_writer],
            )
        )
    return sorted(rows, key=lambda row: (not row.is_yours, -row.age))


def waiting_for_presidency() -> list[WorkflowState]:
    """Return the approvals that wait for the Presidency, the oldest first."""
    tasks = [
        task.pk
        for task in Task.objects.all().specific()
        if isinstance(task, DatedTask) and task.step == Step.PRESIDENCY
    ]
    waiting_now = Approval.objects.filter(
        current__task__in=tasks, current__status=TaskState.STATUS_IN_PROGRESS
    ).select_related("workflow_state")
    return [a.workflow_state for a in waiting_now if a.workflow_state]
