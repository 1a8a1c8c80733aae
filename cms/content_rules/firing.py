"""From an event or a date to the log: which rules fire, once for each occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.content_rules.conditions import judge
from cms.content_rules.facts import facts_of
from cms.content_rules.models import ContentRule, Firing, FiringStep, Outcome
from cms.content_rules.parts import conditions_of
from cms.content_rules.subjects import subject_of
from cms.content_rules.suspension import suspend_if_need_be
from cms.content_rules.triggers import EVENT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cms.audit.models import Event
    from cms.content_rules.models.rules import RuleQuerySet
    from cms.content_rules.subjects import Subject


def depth_of(event: Event) -> int:
    """Return how many rules led to an event; 0 for what a person did."""
    automatic = event.data.get("automatic") if isinstance(event.data, dict) else None
    return int(automatic.get("depth", 0)) if isinstance(automatic, dict) else 0


def rules_for(event: Event) -> RuleQuerySet:
    """Return the rules that wait for an event; none where rules led to it too often."""
    if depth_of(event) > settings.CONTENT_RULES_CASCADE:
        return ContentRule.objects.none()
    return ContentRule.objects.acting().filter(trigger=EVENT + event.verb)


def consider(event: Event) -> int:
    """Let the rules fire that wait for an event; return how many did.

    Only those enabled before it happened. Considered again it fires nothing twice.
    """
    subject = subject_of(event)
    if subject is None:
        return 0
    fired = 0
    for rule in rules_for(event).filter(enabled_at__lte=event.at):
        fired += consider_rule(rule, event)
    return fired


@transaction.atomic
def consider_rule(rule: ContentRule, event: Event) -> bool:
    """Let one rule fire for an event, if its conditions hold now; once."""
    subject = subject_of(event)
    if subject is None or not all_hold(rule, subject):
        return False
    if suspend_if_need_be(rule):
        return False
    return fire(
        rule=rule,
        subject=subject,
        occasion=f"event:{event.pk}",
        due_at=event.at,
        depth=depth_of(event),
    )


def all_hold(rule: ContentRule, subject: Subject) -> bool:
    """Tell whether every condition of a rule holds of a record; writes nothing."""
    judged = judge(conditions_of(rule), facts_of(subject))
    return all(each.holds for each in judged)


@transaction.atomic
def fire(
    *,
    rule: ContentRule,
    subject: Subject,
    occasion: str,
    due_at: dt.datetime,
    base: str = "",
    depth: int = 0,
) -> bool:
    """Write a firing with its actions and order the work; False if it was there.

    Two workers at once: the unique key lets one row be, and the other waits for it.
    """
    from cms.content_rules.tasks import perform

    firing, is_new = Firing.objects.get_or_create(
        rule=rule,
        key=f"{subject.key}|{occasion}",
        defaults={
            "work": subject.work,
            "meeting": subject.of_meeting,
            "event": subject.event,
            "due_at": due_at,
            "base": base,
            "depth": depth,
            "created_at": timezone.now(),
        },
    )
    if not is_new:
        return False
    FiringStep.objects.bulk_create(
        FiringStep(firing=firing, position=row.position, kind=row.kind, spec=row.spec)
        for row in rule.actions.all()
    )
    perform.enqueue(firing.pk)
    return True


_WORST_FIRST = (
    Outcome.RETRIED,
    Outcome.WAITING,
    Outcome.FAILED,
    Outcome.DONE,
    Outcome.SKIPPED,
)


def sum_up(outcomes: Iterable[str]) -> Outcome:
    """Return the outcome of a firing: what is open first, then what failed; a firing
    of which anything was done is done.
    """
    found = set(outcomes)
    return next((each for each in _WORST_FIRST if each in found), Outcome.SKIPPED)
