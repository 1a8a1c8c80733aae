"""The screen on which a rule is built: rows are added, removed and moved by POST.

Nothing is kept until the whole is saved, and no script is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from cms.content_rules import deeds
from cms.content_rules.conditions import KINDS, Condition
from cms.content_rules.forms import AddForm, ConditionForm, RuleForm, condition_choices
from cms.content_rules.parts import Draft

if TYPE_CHECKING:
    from django.http import QueryDict

CONDITIONS, ACTIONS = "c", "a"
# More than anybody can read at once.
MOST_ROWS = 20
_KIND = re.compile(r"([ca])(\d{1,3})-kind")


@dataclass
class Row:
    """A condition or an action on the screen: its kind, its place, its form."""

    letter: str
    number: int
    kind: str
    label: Any
    # None where nobody registers the kind any more; it can only be removed.
    form: Any

    @property
    def prefix(self) -> str:
        """The beginning of the names of its fields."""
        return f"{self.letter}{self.number}"


Raw = dict[str, Any]


def _make_form(letter: str, kind: str, **options: Any) -> tuple[Any, Any]:
    """Return label and form of a row; no form for an unknown kind."""
    if letter == CONDITIONS:
        known = KINDS.get(kind)
        return (
            (known.label, ConditionForm(kind=known, **options))
            if known
            else (
                kind,
                None,
            )
        )
    deed = deeds.find(kind)
    return (deed.label, deed.form(**options)) if deed else (kind, None)


def _raw(form: forms.Form | None, data: QueryDict, prefix: str) -> Raw:
    """Return what was typed into a row, as the initial values of another one."""
    found: Raw = {}
    for name, field in form.fields.items() if form else ():
        key = f"{prefix}-{name}"
        if isinstance(field, forms.MultipleChoiceField):
            found[name] = data.getlist(key)
        elif key in data:
            found[name] = data[key]
    return found


class Builder:
    """A rule on its way from the form to the action."""

    def __init__(self, head: RuleForm, rows: dict[str, list[Row]]) -> None:
        self.head = head
        self.conditions, self.actions = rows[CONDITIONS], rows[ACTIONS]
        self.add_condition, self.add_action = AddForm(prefix="c"), AddForm(prefix="a")
        self.add_condition.fields["kind"].choices = condition_choices()  # type: ignore[attr-defined]
        self.add_action.fields["kind"].choices = [  # type: ignore[attr-defined]
            (deed.code, deed.label) for deed in deeds.all_deeds()
        ]

    @classmethod
    def of_draft(cls, draft: Draft | None) -> Builder:
        """Show a stored rule, or an empty one."""
        if draft is None:
            return cls(RuleForm(), {CONDITIONS: [], ACTIONS: []})
        head = {name: getattr(draft, name) for name in RuleForm.base_fields}
        conditions: list[tuple[str, Raw]] = [
            (
                each.kind,
                {
                    "is_negated": "not" if each.is_negated else "",
                    "values": list(each.values),
                },
            )
            for each in draft.conditions
        ]
        return cls(
            RuleForm(initial=head),
            {
                CONDITIONS: _unbound(CONDITIONS, conditions),
                ACTIONS: _unbound(ACTIONS, list(draft.actions)),
            },
        )

    @classmethod
    def of_post(cls, data: QueryDict) -> Builder:
        """Take what was sent, to be checked and kept."""
        rows: dict[str, list[Row]] = {CONDITIONS: [], ACTIONS: []}
        for letter, number in _places(data):
            prefix = f"{letter}{number}"
            kind = str(data[f"{prefix}-kind"])
            label, form = _make_form(letter, kind, data=data, prefix=prefix)
            rows[letter].append(Row(letter, number, kind, label, form))
        return cls(RuleForm(data), rows)

    @classmethod
    def after_order(cls, data: QueryDict) -> Builder:
        """Add, remove or move a row as ``op`` says; what was typed stays."""
        rows: dict[str, list[tuple[str, Raw]]] = {CONDITIONS: [], ACTIONS: []}
        for letter, number in _places(data):
            prefix = f"{letter}{number}"
            kind = str(data[f"{prefix}-kind"])
            _label, form = _make_form(letter, kind)
            rows[letter].append((kind, _raw(form, data, prefix)))
        _obey(rows, data)
        head = {name: data.get(name, "") for name in RuleForm.base_fields}
        return cls(
            RuleForm(initial=head),
            {letter: _unbound(letter, found) for letter, found in rows.items()},
        )

    def is_valid(self) -> bool:
        """Check every form, so that all errors are shown at once."""
        forms_of_rows = [row.form for row in (*self.conditions, *self.actions)]
        checked = [form is not None and form.is_valid() for form in forms_of_rows]
        return self.head.is_valid() and all(checked)

    def draft(self) -> Draft:
        """Return the rule that was asked for; only once it is valid."""
        return Draft(
            **self.head.cleaned_data,
            conditions=tuple(
                Condition(
                    row.kind,
                    bool(row.form.cleaned_data["is_negated"]),
                    tuple(row.form.cleaned_data["values"]),
                )
                for row in self.conditions
            ),
            actions=tuple((row.kind, row.form.as_spec()) for row in self.actions),
        )


def _unbound(letter: str, rows: list[tuple[str, Raw]]) -> list[Row]:
    made = []
    for number, (kind, raw) in enumerate(rows):
        options = {"prefix": f"{letter}{number}"}
        if raw:
            options["initial"] = raw  # type: ignore[assignment]
        label, form = _make_form(letter, kind, **options)
        made.append(Row(letter, number, kind, label, form))
    return made


def _places(data: QueryDict) -> list[tuple[str, int]]:
    """Return letter and number of the rows that were sent, in their order."""
    found = sorted(
        (match.group(1), int(match.group(2)))
        for match in map(_KIND.fullmatch, data)
        if match
    )
    return found[: 2 * MOST_ROWS]


def _obey(rows: dict[str, list[tuple[str, Raw]]], data: QueryDict) -> None:
    """Carry out ``op``: ``add:c``, ``remove:a:1``, ``up:a:1``, ``down:a:0``."""
    order, _colon, rest = data.get("op", "").partition(":")
    letter, _colon, place = rest.partition(":")
    found = rows.get(letter)
    if found is None:
        return
    if order == "add" and len(found) < MOST_ROWS:
        kind = data.get(f"{letter}-kind", "")
        if _make_form(letter, kind)[1] is not None:
            found.append((kind, {}))
        return
    if not place.isdecimal() or not int(place[:4]) < len(found):
        return
    index = int(place[:4])
    other = {"up": index - 1, "down": index + 1}.get(order)
    if order == "remove":
        found.pop(index)
    elif other is not None and 0 <= other < len(found):
        found[index], found[other] = found[other], found[index]
