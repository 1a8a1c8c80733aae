"""What a rule consists of, out of its rows, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.content_rules import conditions, deeds, triggers
from cms.content_rules.conditions import Condition
from cms.content_rules.models import When

if TYPE_CHECKING:
    from cms.content_rules.models import ContentRule


@dataclass(frozen=True)
class Draft:
    """A rule as somebody wants it: what the form gives and the action takes."""

    name_en: str
    name_es: str
    trigger: str
    description: str = ""
    days: int = 0
    when: str = When.AFTER
    conditions: tuple[Condition, ...] = ()
    # Kind and spec of each, in order.
    actions: tuple[tuple[str, dict[str, Any]], ...] = field(default=())


def conditions_of(rule: ContentRule) -> list[Condition]:
    """Return the conditions of a rule as they are judged."""
    return [
        Condition(row.kind, row.is_negated, tuple(row.values))
        for row in rule.conditions.all()
    ]


def draft_of(rule: ContentRule) -> Draft:
    """Return a stored rule as its form shows it."""
    return Draft(
        name_en=rule.name_en,
        name_es=rule.name_es,
        description=rule.description,
        trigger=rule.trigger,
        days=rule.days,
        when=rule.when,
        conditions=tuple(conditions_of(rule)),
        actions=tuple((row.kind, row.spec) for row in rule.actions.all()),
    )


def problems(draft: Draft) -> list[str]:
    """Return, in words, what a rule refers to that there is not, or cannot do."""
    found = []
    trigger = triggers.find(draft.trigger)
    if trigger is None:
        found.append(_("What it waits for no longer exists."))
    if not draft.actions:
        found.append(_("It does nothing: please add an action."))
    is_event = isinstance(trigger, triggers.EventTrigger)
    about = triggers.subject_kind(draft.trigger)
    for condition in draft.conditions:
        found += _of_condition(condition, about, is_event=is_event)
    for code, spec in draft.actions:
        found += _of_action(code, spec, about)
    return found


def _gone(codes: list[str]) -> list[str]:
    return [
        _("It names something that no longer exists: %(name)s") % {"name": code}
        for code in codes
    ]


def _of_condition(condition: Condition, about: str, *, is_event: bool) -> list[str]:
    kind = conditions.KINDS.get(condition.kind)
    if kind is None:
        return _gone([condition.kind])
    values = {"condition": kind.label}
    if about not in kind.subjects:
        return [_("“%(condition)s” cannot be asked of a meeting.") % values]
    if kind.needs_event and not is_event:
        return [_("“%(condition)s” can only be asked when something happens.") % values]
    if not condition.values:
        return [_("“%(condition)s” has nothing chosen.") % values]
    return _gone(conditions.gone(condition))


def _of_action(code: str, spec: dict[str, Any], about: str) -> list[str]:
    deed = deeds.find(code)
    if deed is None:
        return _gone([code])
    if about not in deed.subjects:
        return [
            _("“%(action)s” cannot be done for a meeting.") % {"action": deed.label}
        ]
    return _gone(deed.gone(spec))


def say_action(code: str, spec: dict[str, Any]) -> str:
    """Say an action in the active language."""
    deed = deeds.find(code)
    if deed is None:
        return _("Something that no longer exists (%(name)s)") % {"name": code}
    return deed.say(spec)
