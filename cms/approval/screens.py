"""What the decision screen says: on what, as whom, and what happens then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.approval.actions.advancing import opened, work_of
from cms.approval.entitlement import may_take
from cms.approval.facts import participants_of, presentation_of, steps_taken
from cms.approval.procedures import name_of
from cms.approval.steps import CLEARED, DECIDED, Outcome, Step
from cms.approval.subjects import subject_of
from cms.audit.models import Event
from cms.conference.capacities import say_capacity
from cms.conference.permissions import (
    capacity_of,
    deputised_by,
    is_secretariat,
    may_decide,
)
from cms.documents.policy import readable_files
from cms.works.readers import say_audience_to_be
from cms.works.states import WorkState
from cms.works.texts import latest_texts, work_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import WorkflowState

    from cms.approval.models import Approval
    from cms.works.models import Work


@dataclass(frozen=True)
class StepShown:
    """One step of the way, and where the text stands on it."""

    name: str
    is_done: bool
    is_now: bool
    by: str


def task_step(task_state: TaskState) -> str:
    """Return the step of a task, empty for a task that is none of ours."""
    return str(getattr(task_state.task.specific, "step", ""))


def _way(approval: Approval, events: list[Event], shown: str, now: str) -> list[Any]:
    work = approval.work
    taken = steps_taken(approval, work, shown) if work else set()
    by = {
        event.data["step"]: event.shown_name
        for event in events
        if event.verb in (CLEARED, DECIDED) and event.data.get("sha256") == shown
        if event.data.get("approval") == approval.pk and event.data.get("step")
    }
    return [
        StepShown(
            name=str(Step(step).label),
            is_done=step in taken,
            is_now=step == now,
            by=by.get(step, "") if step in taken else "",
        )
        for step in approval.steps
    ]


def what_happens(approval: Approval, step: str) -> str:
    """Say what follows when this step is taken."""
    if approval.steps[-1:] != [step]:
        position = approval.steps.index(step) if step in approval.steps else -1
        following = Step(approval.steps[position + 1]).label
        return _("The text then waits for: %(step)s.") % {"step": following}
    return {
        Outcome.ADOPTED: _(
            "The text is then adopted: frozen with its hash, given its symbol, and "
            "published to its audience. It can never be changed again."
        ),
        Outcome.RECEIVED: _(
            "The report is then received: frozen, given its symbol, and shown to its "
            "audience. Nobody decides on it."
        ),
        Outcome.RECORDED: _(
            "The paper is then recorded with its provenance: frozen, given its symbol, "
            "and shown to its audience. It is never called adopted."
        ),
    }.get(Outcome(approval.outcome), _("The page is then published."))


def button_for(approval: Approval, step: str) -> str:
    """Return the words on the button that takes a step."""
    if approval.steps[-1:] != [step]:
        return _("Clear for decision")
    return {
        Outcome.ADOPTED: _("Record the adoption and publish")
        if approval.by_consensus
        else _("Approve, adopt and publish"),
        Outcome.RECEIVED: _("Confirm its receipt"),
        Outcome.RECORDED: _("Record the paper"),
    }.get(Outcome(approval.outcome), _("Publish"))


def may_read_comments(user: Any, work: Work, approval: Approval) -> bool:
    """Tell whether comments and reasons are for a person: who has a part in it."""
    if is_secretariat(user) or getattr(user, "pk", None) in participants_of(work):
        return True
    return any(may_take(step, user) for step in approval.steps)


def _title(texts: Iterable[Any], page: Any) -> str:
    """Return the title in the reader's language, else that of the page that waits."""
    active = (get_language() or "").split("-")[0]
    titles = {text.locale.language_code: text.title for text in texts}
    return str(titles.get(active, page.title))


def _files(work: Work, user: Any) -> Any:
    """Return the files of a work that a person may read."""
    mine = readable_files(user).filter(expression__work=work)
    return mine.prefetch_related("versions")


def decision_context(user: Any, task_state: TaskState) -> dict[str, Any]:
    """Gather all that the screen of one step shows to one person."""
    state = task_state.workflow_state
    subject = subject_of(state)
    work: Any = subject.work
    approval = opened(state, by=None)
    step = task_step(task_state)
    is_open = task_state.status == TaskState.STATUS_IN_PROGRESS
    events = list(Event.objects.about(work))
    shown = work_hash(work)
    may_act = is_open and bool(step) and may_take(step, user, subject.preparers())
    presentation = presentation_of(work, shown) if approval.needs_presenting else None
    texts = latest_texts(work)
    return {
        "task_state": task_state,
        "title": _title(texts, subject.page.get_latest_revision_as_object()),
        "work": work,
        "approval": approval,
        "procedure_name": name_of(approval.procedure_code),
        "step": step,
        "step_name": Step(step).label if step else "",
        "way": _way(approval, events, shown, step if is_open else ""),
        "texts": [(text, text.paragraphs()) for text in texts],
        "content_hash": shown,
        "audience": "" if work.is_settled else say_audience_to_be(work),
        "documents": _files(work, user),
        "history": [(event, say_capacity(event.capacity)) for event in events],
        "shows_comments": may_read_comments(user, work, approval),
        "is_presidency": step == Step.PRESIDENCY,
        "is_open": is_open,
        "may_act": may_act,
        "acts_as": say_capacity(capacity_of(user)) if may_act else "",
        "acts_for": deputised_by(user) if may_act else None,
        "what_happens": what_happens(approval, step) if may_act else "",
        "button": button_for(approval, step) if may_act else "",
        "presentation": presentation,
        "must_present": is_open and approval.needs_presenting and not presentation,
        "may_present": is_secretariat(user) or may_decide(user),
    }


def outcome_in_words(state: WorkflowState) -> str:
    """Say to whoever took a step what came of it."""
    work = work_of(state)
    if work and work.is_settled:
        said = {"symbol": work.symbol}
        return {
            WorkState.RECEIVED: _("Received as %(symbol)s.") % said,
            WorkState.RECORDED: _("Recorded as %(symbol)s.") % said,
        }.get(WorkState(work.state), _("Adopted and published as %(symbol)s.") % said)
    current = state.current_task_state
    if current and task_step(current) == Step.PRESIDENCY:
        return _("Cleared. The text now waits for the Presidency.")
    return _("Cleared.")
