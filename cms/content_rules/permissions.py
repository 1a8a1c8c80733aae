"""Who builds rules, who enables them, who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.conference.permissions import appointments_of, is_coordinator, may_decide
from cms.content_rules.deeds import find

if TYPE_CHECKING:
    from cms.content_rules.models import ContentRule


def may_build(user: Any) -> bool:
    """The Coordinator, and administrators of the machine who hold an appointment."""
    if is_coordinator(user):
        return True
    return bool(getattr(user, "is_superuser", False) and appointments_of(user))


def may_see_rules(user: Any) -> bool:
    """Whoever builds rules, and the deciders of the Presidency."""
    return may_build(user) or may_decide(user)


def widens(rule: ContentRule) -> bool:
    """Tell whether a rule may let somebody read who could not before."""
    for action in rule.actions.all():
        deed = find(action.kind)
        if deed is None or deed.widens(action.spec):
            return True
    return False


def may_enable(user: Any, rule: ContentRule) -> bool:
    """Tell whether a rule may act with a person's rights at this moment.

    One that widens an audience needs the Coordinator or a decider of the Presidency.
    """
    if widens(rule):
        return is_coordinator(user) or may_decide(user)
    return may_see_rules(user)
