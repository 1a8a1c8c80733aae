"""Switching a rule off by the system, and telling the Coordinators."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.content_rules.bilingual import in_both
from cms.content_rules.models import ContentRule
from cms.content_rules.parts import draft_of, problems
from cms.content_rules.permissions import may_enable
from cms.content_rules.recipients import coordinators
from cms.distribution.actions import notify

SUSPENDED = "content_rules.suspended"
NO_RIGHT, GONE = "no_right", "gone"


def say_why(code: str) -> str:
    """Say in the active language why a rule was suspended."""
    if code == NO_RIGHT:
        return _("The person who enabled it no longer has the right to do so.")
    if code == GONE:
        return _("It refers to something that no longer exists.")
    return ""


def why_not(rule: ContentRule) -> str:
    """Return the code of what keeps a rule from acting now; empty if nothing does."""
    if rule.enabled_by is None or not may_enable(rule.enabled_by, rule):
        return NO_RIGHT
    return GONE if problems(draft_of(rule)) else ""


@transaction.atomic
def suspend(*, rule: ContentRule, why: str) -> None:
    """Switch a rule off and tell the Coordinators; one that is off stays as it is."""
    rule = ContentRule.objects.select_for_update().get(pk=rule.pk)
    if not rule.is_enabled:
        return
    now = timezone.now()
    rule.is_enabled = False
    rule.suspended_at, rule.suspended_why = now, why
    rule.save(update_fields=["is_enabled", "suspended_at", "suspended_why"])
    record_event(
        verb="content_rules.suspended", subject=rule, by=None, data={"why": why}
    )
    notify(
        people=coordinators(),
        kind=SUSPENDED,
        subject=rule,
        context={
            "rule": {"en": rule.name_en, "es": rule.name_es},
            "why": in_both(lambda: say_why(why)),
        },
        key=f"suspended:{now.isoformat()}",
    )


def suspend_if_need_be(rule: ContentRule) -> bool:
    """Suspend a rule that may no longer act; tell whether it was."""
    why = why_not(rule)
    if why:
        suspend(rule=rule, why=why)
    return bool(why)
