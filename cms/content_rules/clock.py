"""What rules do by the calendar: what has come due since it was last looked at."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone

from cms.content_rules.firing import all_hold, fire
from cms.content_rules.models import ContentRule
from cms.content_rules.reckoning import Base, as_written, days_that_matter, due
from cms.content_rules.subjects import Subject
from cms.content_rules.suspension import suspend_if_need_be
from cms.content_rules.triggers import DATE, date_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

logger = logging.getLogger("cms.content_rules")


class Occurrence(NamedTuple):
    """A record, the date of it that counts, and the instant at which a rule is due."""

    subject: Subject
    base: Base
    due_at: dt.datetime


def occurrences(
    rule: ContentRule, after: dt.datetime, until: dt.datetime
) -> Iterator[Occurrence]:
    """Yield what comes due in a span, its beginning excluded; writes nothing."""
    trigger = date_of(rule)
    days = days_that_matter(after, until, rule.shift)
    if trigger is None or days is None:
        return
    for subject, base in trigger.dates(*days):
        due_at = due(base, rule.shift)
        if due_at and after < due_at <= until:
            yield Occurrence(subject, base, due_at)


@transaction.atomic
def look(rule: ContentRule, now: dt.datetime) -> int:
    """Let a rule fire for what has come due since it was last looked at.

    The rule is locked: the firings and the new instant are written together, or not
    at all. After a time without the scheduler each occurrence still fires once; a
    clock that goes back fires nothing.
    """
    rule = ContentRule.objects.select_for_update().get(pk=rule.pk)
    if not rule.is_enabled or rule.clock_seen is None or rule.clock_seen >= now:
        return 0
    if suspend_if_need_be(rule):
        return 0
    fired = 0
    for subject, base, due_at in occurrences(rule, rule.clock_seen, now):
        if all_hold(rule, subject):
            written = as_written(base)
            fired += fire(
                rule=rule,
                subject=subject,
                occasion=written,
                due_at=due_at,
                base=written,
            )
    ContentRule.objects.filter(pk=rule.pk).update(clock_seen=now)
    return fired


def look_at_all(at: dt.datetime | None = None) -> int:
    """Look at each time-based rule, and at whether the others may still act.

    A rule that cannot be looked at keeps none of the others back; its error is raised
    at the end, so that the queue shows it.
    """
    now = at or timezone.now()
    fired, failed = 0, None
    for rule in ContentRule.objects.acting():
        try:
            if rule.trigger.startswith(DATE):
                fired += look(rule, now)
            else:
                suspend_if_need_be(rule)
        except Exception as error:
            logger.exception("Rule %s cannot be looked at", rule.pk)
            failed = error
    if failed is not None:
        raise failed
    return fired
