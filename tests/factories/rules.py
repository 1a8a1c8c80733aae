"""Content rules, built and enabled through their actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.content_rules.actions import create_rule, enable_rule
from cms.content_rules.conditions import Condition
from cms.content_rules.parts import Draft
from cms.works.collecting import keep_collection
from tests.factories import people

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.content_rules.models import ContentRule
    from cms.works.models import CuratedCollection

ADOPTED = "event:works.adopted"


def mail(**fields: Any) -> tuple[str, dict[str, Any]]:
    """Return an action that tells the editors."""
    spec = {
        "groups": ["editors"],
        "parties": [],
        "people": [],
        "subject_en": "About {title}",
        "subject_es": "Sobre {title}",
        "body_en": "Please look at {title}.",
        "body_es": "Favor de ver {title}.",
    }
    return "mail", spec | fields


def move(audience: str, *, party: str = "", days: int = 0) -> tuple[str, Any]:
    """Return an action that moves to an audience."""
    return "audience", {"audience": audience, "party": party, "days": days}


def expire(days: int) -> tuple[str, Any]:
    """Return an action that lets a text expire."""
    return "expiry", {"days": days}


def collect(slug: str) -> tuple[str, Any]:
    """Return an action that adds to a collection."""
    return "collect", {"collection": slug}


SUBMIT: tuple[str, dict[str, Any]] = ("submit", {})


def draft_rule(**fields: Any) -> Draft:
    """Return a rule as its form gives it: it tells the editors of what is adopted."""
    wanted: dict[str, Any] = {
        "name_en": "Rule under test",
        "name_es": "Regla de prueba",
        "trigger": ADOPTED,
        "conditions": (),
        "actions": (mail(),),
    }
    return Draft(**(wanted | fields))


def rule_off(*, by: User | None = None, **fields: Any) -> ContentRule:
    """Make a rule that nobody has enabled."""
    return create_rule(draft=draft_rule(**fields), by=by or people.coordinator())


def rule_on(
    *, by: User | None = None, days_back: int = 0, **fields: Any
) -> ContentRule:
    """Make a rule that acts, with the rights of ``by``, a Coordinator."""
    by = by or people.coordinator()
    rule = rule_off(by=by, **fields)
    return enable_rule(rule=rule, days_back=days_back, by=by)


def is_(kind: str, *values: str) -> Condition:
    """Return a condition."""
    return Condition(kind, is_negated=False, values=values)


def is_not(kind: str, *values: str) -> Condition:
    """Return a condition, negated."""
    return Condition(kind, is_negated=True, values=values)


def collection(slug: str = "best", *, by: User | None = None) -> CuratedCollection:
    """Make an empty collection."""
    names = {"name_en": "Best texts", "name_es": "Mejores textos", "slug": slug}
    return keep_collection(fields=names, by=by or people.coordinator())
