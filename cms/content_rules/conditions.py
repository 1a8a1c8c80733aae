"""Conditions: a fact of the record among values that were chosen, or not among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.conference.models import Body, Meeting, Party
from cms.content_rules.subjects import MEETING, WORK
from cms.works import types
from cms.works.models import WorkAudience
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cms.content_rules.facts import Facts

    Choices = Callable[[], list[tuple[str, Any]]]


class Condition(NamedTuple):
    """One condition of a rule; the values are codes of which one must fit."""

    kind: str
    is_negated: bool = False
    values: tuple[str, ...] = ()


class Judgement(NamedTuple):
    """A condition and whether it holds."""

    condition: Condition
    holds: bool


@dataclass(frozen=True)
class ConditionKind:
    """What can be asked of a record; ``fact`` is its name in Facts."""

    code: str
    label: Any
    fact: str
    choices: Choices
    subjects: tuple[str, ...] = (WORK,)
    needs_event: bool = False


def _bodies() -> list[tuple[str, Any]]:
    return [(body.code, body.name) for body in Body.objects.all()]


def _meetings() -> list[tuple[str, Any]]:
    found = Meeting.objects.select_related("body")
    return [(str(meeting.pk), meeting.name) for meeting in found]


def _parties() -> list[tuple[str, Any]]:
    return [(party.code, party.name) for party in Party.objects.all()]


def _yes() -> list[tuple[str, Any]]:
    return [("False", gettext_lazy("no file"))]


_CAPACITIES = [
    ("presidency", gettext_lazy("the Presidency")),
    ("secretariat", gettext_lazy("the Secretariat")),
    ("delegation", gettext_lazy("a delegation or partner")),
    ("rule", gettext_lazy("another rule")),
    ("", gettext_lazy("nobody in an office")),
]
_BOTH = (WORK, MEETING)
KINDS = {
    kind.code: kind
    for kind in (
        ConditionKind(
            "type",
            gettext_lazy("Type of the text"),
            "type",
            lambda: [(t.code, t.name) for t in types.all_types()],
        ),
        ConditionKind("body", gettext_lazy("Body"), "body", _bodies, _BOTH),
        ConditionKind("meeting", gettext_lazy("Meeting"), "meeting", _meetings, _BOTH),
        ConditionKind(
            "state",
            gettext_lazy("State"),
            "state",
            lambda: list(WorkState.choices),
        ),
        ConditionKind(
            "audience",
            gettext_lazy("Audience"),
            "audience",
            lambda: [
                ("meeting", gettext_lazy("as its meeting says")),
                *WorkAudience.choices,
            ],
        ),
        ConditionKind("author", gettext_lazy("Author"), "author", _parties),
        ConditionKind(
            "author_kind",
            gettext_lazy("Kind of author"),
            "author_kind",
            lambda: list(Party.Kind.choices),
        ),
        ConditionKind(
            "language_missing",
            gettext_lazy("Language that is missing"),
            "languages_missing",
            lambda: list(settings.LANGUAGES),
        ),
        ConditionKind("no_file", gettext_lazy("Files"), "has_file", _yes),
        ConditionKind(
            "capacity",
            gettext_lazy("Who did it"),
            "capacity",
            lambda: _CAPACITIES,
            needs_event=True,
        ),
    )
}


def holds(condition: Condition, facts: Facts) -> bool:
    """Tell whether a condition holds of a record; pure. An unknown kind never does."""
    kind = KINDS.get(condition.kind)
    if kind is None:
        return False
    fits = not facts.values(kind.fact).isdisjoint(condition.values)
    return fits != condition.is_negated


def judge(conditions: Iterable[Condition], facts: Facts) -> list[Judgement]:
    """Judge each condition; a rule fires if all of them hold."""
    return [Judgement(each, holds(each, facts)) for each in conditions]


def gone(condition: Condition) -> list[str]:
    """Return the values of a condition that no longer exist, as codes."""
    kind = KINDS.get(condition.kind)
    if kind is None:
        return [condition.kind]
    known = {str(value) for value, _label in kind.choices()}
    return [value for value in condition.values if value not in known]


def say(condition: Condition) -> str:
    """Say a condition in the active language: "State is not: draft or adopted"."""
    kind = KINDS.get(condition.kind)
    if kind is None:
        return _("Something that no longer exists (%(name)s)") % {
            "name": condition.kind
        }
    known = {str(value): str(label) for value, label in kind.choices()}
    names = [
        known.get(value, _("%(name)s (no longer exists)") % {"name": value})
        for value in condition.values
    ]
    words = (
        _("%(what)s is not: %(values)s")
        if condition.is_negated
        else _("%(what)s is: %(values)s")
    )
    return words % {"what": kind.label, "values": get_text_list(names, _("or"))}
