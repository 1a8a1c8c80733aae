"""Building, changing, enabling, disabling and deleting rules."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.content_rules import conditions, triggers
from cms.content_rules.errors import NotEntitledError, RuleError
from cms.content_rules.models import MOST_DAYS, ContentRule, RuleAction, RuleCondition
from cms.content_rules.parts import Draft, draft_of, problems, say_action
from cms.content_rules.permissions import may_build, may_enable, may_see_rules
from cms.content_rules.tasks import fire_for_the_past

if TYPE_CHECKING:
    from cms.accounts.models import User

# How far back a rule may be let reach when it is enabled.
MOST_DAYS_BACK = 90
FIELDS = ("name_en", "name_es", "description", "trigger", "days", "when")


def _write_down(verb: str, rule: ContentRule, by: User, **data: Any) -> None:
    record_event(
        verb=f"content_rules.{verb}",
        subject=rule,
        by=by,
        capacity=capacity_of(by),
        data=data,
    )


def _in_words(draft: Draft) -> dict[str, Any]:
    """Return what the audit keeps of a rule: readable when its parts are long gone."""
    shift = -draft.days if draft.when == "before" else draft.days
    with override("en"):
        return {
            "name_en": draft.name_en,
            "name_es": draft.name_es,
            "trigger": draft.trigger,
            "waits_for": triggers.say(draft.trigger, shift),
            "conditions": [conditions.say(each) for each in draft.conditions],
            "actions": [say_action(*each) for each in draft.actions],
        }


def _check(draft: Draft, by: User) -> None:
    if not may_build(by):
        raise NotEntitledError(
            _("Rules are built by the Coordinator and by appointed administrators.")
        )
    if not (0 <= draft.days <= MOST_DAYS):
        raise RuleError(_("Between 0 and %(most)d days, please.") % {"most": MOST_DAYS})
    wrong = problems(draft)
    if wrong:
        raise RuleError(" ".join(wrong))


def _write_parts(rule: ContentRule, draft: Draft) -> None:
    for name in FIELDS:
        setattr(rule, name, getattr(draft, name))
    if draft.trigger.startswith(triggers.EVENT):
        rule.days = 0
    rule.save()
    rule.conditions.all().delete()
    rule.actions.all().delete()
    RuleCondition.objects.bulk_create(
        RuleCondition(
            rule=rule,
            position=position,
            kind=each.kind,
            is_negated=each.is_negated,
            values=list(each.values),
        )
        for position, each in enumerate(draft.conditions)
    )
    RuleAction.objects.bulk_create(
        RuleAction(rule=rule, position=position, kind=kind, spec=spec)
        for position, (kind, spec) in enumerate(draft.actions)
    )


@transaction.atomic
def create_rule(*, draft: Draft, by: User) -> ContentRule:
    """Keep a new rule; it does nothing until somebody enables it.

    Raises NotEntitledError, and RuleError for a rule that cannot be so.
    """
    _check(draft, by)
    rule = ContentRule(created_by=by)
    _write_parts(rule, draft)
    _write_down("created", rule, by, **_in_words(draft))
    return rule


def _locked(rule: ContentRule) -> ContentRule:
    found = ContentRule.objects.select_for_update().get(pk=rule.pk)
    if found.removed_at:
        raise RuleError(_("This rule has been deleted."))
    return found


@transaction.atomic
def change_rule(*, rule: ContentRule, draft: Draft, by: User) -> ContentRule:
    """Change a rule and switch it off: whoever enables it answers for what it does.

    What it has fired before goes its way. Raises NotEntitledError and RuleError.
    """
    _check(draft, by)
    rule = _locked(rule)
    before = _in_words(draft_of(rule))
    was_enabled = rule.is_enabled
    rule.is_enabled = False
    _write_parts(rule, draft)
    _write_down(
        "changed",
        rule,
        by,
        before=before,
        after=_in_words(draft),
        switched_off=was_enabled,
    )
    return rule


@transaction.atomic
def enable_rule(*, rule: ContentRule, days_back: int = 0, by: User) -> ContentRule:
    """Let a rule act from now on, with the rights of ``by``.

    With ``days_back`` also for what happened, or came due, in so many days before.
    Raises NotEntitledError unless it may act with their rights, RuleError if it refers
    to what there is not.
    """
    rule = _locked(rule)
    if not may_enable(by, rule):
        raise NotEntitledError(
            _(
                "This rule acts with the rights of whoever enables it, and yours do "
                "not go so far: one that widens an audience needs the Coordinator or "
                "a decider of the Presidency."
            )
        )
    wrong = problems(draft_of(rule))
    if wrong:
        raise RuleError(" ".join(wrong))
    if not (0 <= days_back <= MOST_DAYS_BACK):
        raise RuleError(
            _("Between 0 and %(most)d days, please.") % {"most": MOST_DAYS_BACK}
        )
    if rule.is_enabled:
        return rule
    now = timezone.now()
    since = now - dt.timedelta(days=days_back)
    rule.is_enabled = True
    rule.enabled_at, rule.enabled_by = now, by
    rule.clock_seen = since
    rule.suspended_at, rule.suspended_why = None, ""
    rule.save()
    if days_back:
        fire_for_the_past.enqueue(rule.pk, since.isoformat(), now.isoformat())
    _write_down("enabled", rule, by, days_back=days_back)
    return rule


@transaction.atomic
def disable_rule(*, rule: ContentRule, by: User) -> ContentRule:
    """Switch a rule off; what it has not done yet of its firings is skipped.

    Raises NotEntitledError.
    """
    rule = _locked(rule)
    if not may_see_rules(by):
        raise NotEntitledError(_("At this moment this rule is not yours to switch."))
    if not rule.is_enabled:
        return rule
    rule.is_enabled = False
    rule.save(update_fields=["is_enabled"])
    _write_down("disabled", rule, by)
    return rule


@transaction.atomic
def delete_rule(*, rule: ContentRule, by: User) -> None:
    """Delete a rule from the lists; its log and its history stay.

    Raises NotEntitledError.
    """
    if not may_build(by):
        raise NotEntitledError(
            _("Rules are built by the Coordinator and by appointed administrators.")
        )
    rule = _locked(rule)
    rule.is_enabled = False
    rule.removed_at = timezone.now()
    rule.save(update_fields=["is_enabled", "removed_at"])
    _write_down("deleted", rule, by, **_in_words(draft_of(rule)))
