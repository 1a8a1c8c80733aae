"""The forms of a rule's screens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.content_rules import triggers
from cms.content_rules.actions import MOST_DAYS_BACK
from cms.content_rules.conditions import KINDS, ConditionKind
from cms.content_rules.models import MOST_DAYS, ContentRule, Outcome, When

# Up to so many choices are shown as boxes to tick, more as a list.
MOST_BOXES = 12


class RuleForm(forms.Form):
    """What a rule is called and what it waits for."""

    name_en = forms.CharField(label=gettext_lazy("Name (English)"), max_length=120)
    name_es = forms.CharField(label=gettext_lazy("Name (Spanish)"), max_length=120)
    description = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    trigger = forms.ChoiceField(
        label=gettext_lazy("What it waits for"), choices=triggers.choices
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days"),
        help_text=gettext_lazy("For a date only. 0 is the day itself."),
        min_value=0,
        max_value=MOST_DAYS,
        initial=0,
        required=False,
    )
    when = forms.ChoiceField(
        label=gettext_lazy("Before or after"),
        choices=When.choices,
        initial=When.AFTER,
        required=False,
    )

    def clean_days(self) -> int:
        """Nothing written is the day itself."""
        return self.cleaned_data.get("days") or 0

    def clean_when(self) -> str:
        """Nothing chosen is after."""
        return self.cleaned_data.get("when") or When.AFTER


class ConditionForm(forms.Form):
    """The values of one condition, of which one must fit."""

    is_negated = forms.ChoiceField(
        label=gettext_lazy("Must be"),
        choices=[
            ("", gettext_lazy("one of these")),
            ("not", gettext_lazy("none of these")),
        ],
        required=False,
    )
    values = forms.MultipleChoiceField(label=gettext_lazy("These"))

    def __init__(self, *args: Any, kind: ConditionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(value), label) for value, label in kind.choices()]
        field = self.fields["values"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - see above
        field.label = kind.label
        field.widget = (
            forms.CheckboxSelectMultiple()
            if len(choices) <= MOST_BOXES
            else forms.SelectMultiple(attrs={"size": 8})
        )
        field.choices = choices
        field.error_messages["required"] = _("Please choose at least one.")


class AddForm(forms.Form):
    """What to add next: a kind of condition or of action."""

    kind = forms.ChoiceField(label="")


class EnableForm(forms.Form):
    """Whether a rule reaches back when it is enabled."""

    days_back = forms.IntegerField(
        label=gettext_lazy("Also for the last so many days"),
        help_text=gettext_lazy("0: only from now on."),
        min_value=0,
        max_value=MOST_DAYS_BACK,
        initial=0,
        required=False,
    )

    def clean_days_back(self) -> int:
        """Nothing written is from now on."""
        return self.cleaned_data.get("days_back") or 0


class RehearsalForm(forms.Form):
    """Over what a dry run goes."""

    over = forms.ChoiceField(
        label=gettext_lazy("What would it have done, or do"),
        choices=[
            ("past", gettext_lazy("in the last 90 days")),
            ("coming", gettext_lazy("today and in the next 90 days")),
            ("record", gettext_lazy("with this record:")),
        ],
    )
    words = forms.CharField(
        label=gettext_lazy("Symbol, or words of the title"),
        max_length=200,
        required=False,
    )


def _rules() -> list[tuple[str, Any]]:
    every = [("", gettext_lazy("all rules"))]
    return every + [(str(rule.pk), rule.name) for rule in ContentRule.objects.all()]


class LogForm(forms.Form):
    """Filters of the log."""

    rule = forms.ChoiceField(label=gettext_lazy("Rule"), choices=_rules, required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[("", gettext_lazy("all outcomes")), *Outcome.choices],
        required=False,
    )
    since = forms.DateField(
        label=gettext_lazy("Since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def condition_choices() -> list[tuple[str, Any]]:
    """Return the kinds of condition for the box that adds one."""
    return [(kind.code, kind.label) for kind in KINDS.values()]
