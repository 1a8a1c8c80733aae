"""Rules, what they consist of, and the log of what they did."""

from cms.content_rules.models.log import Firing, FiringStep, Outcome
from cms.content_rules.models.rules import (
    MOST_DAYS,
    ContentRule,
    RuleAction,
    RuleCondition,
    When,
)

__all__ = [
    "MOST_DAYS",
    "ContentRule",
    "Firing",
    "FiringStep",
    "Outcome",
    "RuleAction",
    "RuleCondition",
    "When",
]
