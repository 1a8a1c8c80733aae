"""Below this no row of the decision table may fall, whoever changes it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cms.approval.steps import Clearer, Decider, Outcome, Preparer
from cms.works import types


def needs_presidency(code: str) -> bool:
    """Tell whether the code says that only the Presidency decides texts of a type."""
    return any(t.code == code and t.needs_presidency for t in types.all_types())


def _is_type(code: str) -> bool:
    return any(work_type.code == code for work_type in types.all_types())


def _step_problems(code: str, rule: dict[str, Any]) -> list[str]:
    has_presidency = rule["decided_by"] == Decider.PRESIDENCY
    problems = []
    if needs_presidency(code) and not has_presidency:
        problems.append(_("Texts of this type cannot lose the Presidency's step."))
    if rule["cleared_by"] == Clearer.NONE and not has_presidency:
        problems.append(_("Without any step whoever prepares a text would publish it."))
    if (rule["by_consensus"] or rule["needs_presenting"]) and not has_presidency:
        problems.append(_("Nobody is left to wait for the meeting."))
    return problems


def _outcome_problems(code: str, rule: dict[str, Any]) -> list[str]:
    has_presidency = rule["decided_by"] == Decider.PRESIDENCY
    outcome = rule["outcome"]
    problems = []
    if (outcome == Outcome.PUBLISHED) == _is_type(code):
        problems.append(_("Texts have an outcome of their own; pages are published."))
    if (outcome == Outcome.ADOPTED) != has_presidency and _is_type(code):
        problems.append(_("What the Presidency decides is adopted, and nothing else."))
    if outcome == Outcome.RECORDED and rule["cleared_by"] != Clearer.SECOND_ARCHIVIST:
        problems.append(_("What is recorded is reviewed by a second archivist."))
    return problems


def problems_of_rule(code: str, rule: dict[str, Any]) -> list[str]:
    """Return, in words, why a row may not be so; nothing if it may."""
    problems = _step_problems(code, rule) + _outcome_problems(code, rule)
    unknown = set(rule["prepared_by"]) - set(Preparer.values)
    if not rule["prepared_by"] or unknown:
        problems.append(_("Somebody must prepare such texts."))
    return problems
