"""What the worker does for the rules."""

from __future__ import annotations

import datetime as dt

from cms.audit.models import Event
from cms.jobs.queue import job
from cms.jobs.schedules import every


@job(retries=8, backoff_s=5)
def consider_event(number: int) -> None:
    """Look which rules an event concerns."""
    from cms.content_rules.firing import consider

    consider(Event.objects.get(pk=number))


@job(retries=8, backoff_s=5)
def perform(number: int) -> None:
    """Do what a firing asks for."""
    from cms.content_rules.performing import perform_firing

    perform_firing(number)


@job(retries=8, backoff_s=5)
def fire_for_the_past(number: int, since: str, until: str) -> None:
    """Let a rule fire for the events before it was enabled, as was asked for.

    What came due by the calendar is found by the clock, which was set back.
    """
    from cms.content_rules.firing import consider_rule, depth_of
    from cms.content_rules.models import ContentRule
    from cms.content_rules.triggers import EVENT

    rule = ContentRule.objects.acting().filter(pk=number).first()
    if rule is None or not rule.trigger.startswith(EVENT):
        return
    events = Event.objects.filter(
        verb=rule.trigger.removeprefix(EVENT),
        at__gt=dt.datetime.fromisoformat(since),
        at__lt=dt.datetime.fromisoformat(until),
    )
    for event in events.iterator():
        if depth_of(event) == 0:
            consider_rule(rule, event)


@every(300, name="content_rules.clock")
@job(retries=1)
def clock() -> None:
    """Let rules fire whose day has come."""
    from cms.content_rules.clock import look_at_all

    look_at_all()
