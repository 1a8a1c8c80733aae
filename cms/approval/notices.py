"""Whom each step of an approval tells, on the desk and by mail in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.approval.entitlement import may_take
from cms.approval.facts import participants_of
from cms.approval.steps import Step
from cms.approval.subjects import Subject, subject_of
from cms.conference.handover import HandOver, on_handover
from cms.conference.models import Party, Role
from cms.conference.presidency import presiding_party
from cms.distribution.actions import mark_done, notify
from cms.distribution.kinds import register_group, register_kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from wagtail.models import WorkflowState

    from cms.works.models import Work

GROUP = "approval"
# Titles named when a Presidency takes over; the queue shows the rest.
NAMED_AT_HANDOVER = 10

register_group(GROUP, _("Approvals"))


def _kind(name: str, *, needs_action: bool = False) -> str:
    code = f"approval.{name}"
    register_kind(
        code,
        subject=f"approval/emails/{name}_subject.txt",
        body=f"approval/emails/{name}.txt",
        group=GROUP,
        needs_action=needs_action,
    )
    return code


YOUR_TURN = _kind("your_turn", needs_action=True)
REMINDER = _kind("reminder", needs_action=True)
CHANGED = _kind("changed", needs_action=True)
HANDED_OVER = _kind("handed_over", needs_action=True)
GLASS_BROKEN = _kind("glass_broken", needs_action=True)
SETTLED = _kind("settled")
SENT_BACK = _kind("sent_back", needs_action=True)


# What asks somebody to take a step.
ASKING = (YOUR_TURN, REMINDER, CHANGED)


def people_for(step: str, preparers: Collection[int] = ()) -> list[User]:
    """Return those whose turn a step is at this moment."""
    presiding = presiding_party()
    of_party = Q(appointments__party__kind=Party.Kind.SECRETARIAT)
    if step == Step.PRESIDENCY:
        of_party = Q(appointments__party=presiding) if presiding else Q(pk__in=[])
    candidates = User.objects.filter(of_party, is_active=True).distinct()
    return [
        person
        for person in candidates.order_by("pk")
        if may_take(step, person, preparers)
    ]


def titles_of(subject: Subject) -> dict[str, str]:
    """Return the title in each language, as notices want it."""
    if subject.work is None:
        return dict.fromkeys(("en", "es"), str(subject.page.draft_title))
    found = {
        e.language: (e.page.draft_title if e.page else e.title)
        for e in subject.work.expressions.select_related("page")
    }
    only = next(iter(found.values()), str(subject.page.draft_title))
    return {language: found.get(language) or only for language in ("en", "es")}


def address_of(state: WorkflowState) -> str:
    """Return where the step is taken: the desk, or the editor of an ordinary page."""
    if getattr(state.content_object, "expression", None) is None:
        return reverse("wagtailadmin_pages:edit", args=(state.object_id,))
    return reverse("approval_decide", args=(state.current_task_state_id,))


def _preparers(subject: Subject) -> list[User]:
    """Return those who hear the outcome: whoever wrote it or had a part in it."""
    numbers = set(subject.preparers()) | set(participants_of(subject.record))
    return list(User.objects.filter(pk__in=numbers, is_active=True))


def _tell_whose_turn(state: WorkflowState, kind: str, by: Any) -> None:
    subject = subject_of(state)
    task_state = state.current_task_state
    step = getattr(task_state.task.specific, "step", "") if task_state else ""
    if not step:
        return
    notify(
        people=people_for(step, subject.preparers()),
        kind=kind,
        subject=subject.record,
        context={"title": titles_of(subject), "step": step, "actor": str(by or "")},
        url=address_of(state),
        key=f"{kind} {task_state.pk}" if task_state else "",
        by=by,
    )


def _done(subject: Subject, by: Any) -> None:
    """Whoever took the step has no use for what asked them to."""
    if by is not None:
        mark_done(subject=subject.record, kinds=ASKING, by=by)


def _face(subject: Subject) -> str:
    """Return where readers find it; a project of its own may have other addresses."""
    if subject.work is None:
        return str(subject.page.get_url() or "")
    shown = subject.work.shown
    return shown.url if shown else ""


def submitted(task_state: Any, *, by: Any) -> None:
    """A text was submitted: tell those who look first."""
    state = task_state.workflow_state
    state.current_task_state = task_state
    _tell_whose_turn(state, YOUR_TURN, by)


def step_taken(state: WorkflowState, *, by: Any) -> None:
    """A step was taken: tell whose turn it is, or how it ended."""
    _done(subject_of(state), by)
    if state.status == state.STATUS_IN_PROGRESS:
        _tell_whose_turn(state, YOUR_TURN, by)
        return
    subject = subject_of(state)
    work = subject.work
    notify(
        people=_preparers(subject),
        kind=SETTLED,
        subject=subject.record,
        context={
            "title": titles_of(subject),
            "actor": str(by or ""),
            "outcome": work.state if work else "published",
            "symbol": (work.symbol or "") if work else "",
        },
        url=_face(subject),
        by=by,
    )


def sent_back(state: WorkflowState, *, reason: str, by: Any) -> None:
    """A text goes back: tell those who prepared it, with the reason."""
    subject = subject_of(state)
    _done(subject, by)
    notify(
        people=_preparers(subject),
        kind=SENT_BACK,
        subject=subject.record,
        context={"title": titles_of(subject), "actor": str(by), "reason": reason},
        url=reverse("wagtailadmin_pages:edit", args=(state.object_id,)),
        by=by,
    )


def changed_meanwhile(state: WorkflowState) -> None:
    """A text changed under an approval: tell those who must look again."""
    state.refresh_from_db()
    _tell_whose_turn(state, CHANGED, None)


def glass_broken(work: Work, *, to: str, reason: str, by: Any) -> None:
    """Tell every decider of the Presidency, and the Coordinator, whoever did it."""
    people = {person.pk: person for person in people_for(Step.PRESIDENCY)}
    secretariat = User.objects.filter(
        appointments__party__kind=Party.Kind.SECRETARIAT,
        appointments__role=Role.COORDINATOR,
        is_active=True,
    )
    for person in secretariat.distinct():
        if may_take(Step.COORDINATOR, person):
            people[person.pk] = person
    shown = work.shown
    face = shown.page if shown else None
    notify(
        people=people.values(),
        kind=GLASS_BROKEN,
        subject=work,
        context={
            "title": titles_of(Subject(face, work)) if face else str(work),
            "actor": str(by),
            "reason": reason,
            "to": to,
        },
        url=reverse("approval_queue"),
        tell_actor=True,
        by=by,
    )


@on_handover
def handed_over(hand_over: HandOver) -> None:
    """Tell the deciders of a Presidency that has begun what waits for them."""
    from cms.approval.queue import waiting_for_presidency

    states = waiting_for_presidency()
    titles = [titles_of(subject_of(s)) for s in states[:NAMED_AT_HANDOVER]]
    if not states:
        return
    notify(
        people=people_for(Step.PRESIDENCY),
        kind=HANDED_OVER,
        subject=hand_over.term,
        context={
            "number": len(states),
            "more": max(0, len(states) - NAMED_AT_HANDOVER),
            "titles": {
                language: [title[language] for title in titles]
                for language in ("en", "es")
            },
        },
        url=reverse("approval_queue"),
        key="handed over",
    )
