"""The forms of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.approval.models import Procedure
from cms.approval.steps import BothLanguages, Clearer, Decider, Outcome, Preparer, Step
from cms.works.models import RelationKind, Work
from cms.works.readers import say_audience_to_be
from cms.works.relations import SYMBOL_PARTS

if TYPE_CHECKING:
    from cms.approval.models import Approval


def _date(**kwargs: Any) -> forms.DateField:
    # The browser's own date field writes and reads the ISO form only.
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs
    )


def _rows(number: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": number})


class ApproveForm(forms.Form):
    """Approve exactly the text that was shown, with what this step has to say."""

    shown_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    adopted_on = _date(
        label=_("Adopted by the meeting, by consensus, on"),
        error_messages={"required": _("On which day did the meeting adopt it?")},
    )
    audience = forms.BooleanField(
        error_messages={"required": _("Please check who may read it.")},
    )
    completeness = forms.BooleanField(
        label=_("The report is complete"),
        error_messages={"required": _("Please check whether it is complete.")},
    )
    comment = forms.CharField(
        label=_("Comment (optional)"), required=False, widget=_rows(2)
    )

    def __init__(
        self, *args: Any, approval: Approval, step: str, work: Work, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not (approval.by_consensus and step == Step.PRESIDENCY):
            del self.fields["adopted_on"]
        is_last = approval.steps[-1:] == [step]
        if not (approval.outcome == Outcome.RECEIVED and is_last):
            del self.fields["audience"], self.fields["completeness"]
        else:
            self.fields["audience"].label = _("The audience is right: %(audience)s") % {
                "audience": say_audience_to_be(work)
            }

    def decision(self) -> dict[str, Any]:
        """Return what the action takes."""
        said = self.cleaned_data
        checked = [n for n in ("audience", "completeness") if said.get(n)]
        return {
            "shown_hash": said["shown_hash"],
            "comment": said["comment"],
            "adopted_on": said.get("adopted_on"),
            "checked": checked,
        }


class SendBackForm(forms.Form):
    """Send back, with the reason that the editors will read."""

    reason = forms.CharField(
        label=_("Why does it go back?"),
        widget=_rows(3),
        error_messages={"required": _("Please say why the text goes back.")},
    )


class PresentForm(forms.Form):
    """Record that exactly this text was presented to the delegations (II.b)."""

    shown_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    presented_on = _date(
        label=_("Presented to the delegations on"),
        error_messages={"required": _("On which day was it presented?")},
    )
    note = forms.CharField(label=_("Note (optional)"), required=False, widget=_rows(2))


class SubmitForm(forms.Form):
    """Submit a draft under its procedure, or an older paper with its provenance."""

    as_older = forms.BooleanField(
        label=_("An older paper: to be recorded, not adopted"), required=False
    )
    provenance = forms.CharField(
        label=_("Provenance: where this paper was found"),
        required=False,
        max_length=400,
        widget=_rows(2),
    )


class ProcedureForm(forms.Form):
    """One row of the decision table, and why it changes."""

    prepared_by = forms.MultipleChoiceField(
        label=_("Prepared by"),
        choices=Preparer.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    cleared_by = forms.ChoiceField(label=_("Cleared by"), choices=Clearer.choices)
    decided_by = forms.ChoiceField(label=_("Decided by"), choices=Decider.choices)
    by_consensus = forms.BooleanField(
        label=_("The Presidency records what the meeting adopted by consensus"),
        required=False,
    )
    needs_presenting = forms.BooleanField(
        label=_("Presented to the delegations before the decision"), required=False
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    both_languages = forms.ChoiceField(
        label=_("Both languages needed"), choices=BothLanguages.choices
    )
    reason = forms.CharField(
        label=_("Why does the table change?"),
        widget=_rows(3),
        error_messages={"required": _("Please say why the table changes.")},
    )

    @classmethod
    def of(cls, row: Procedure) -> ProcedureForm:
        """Return the form that shows a row as it stands."""
        return cls(initial={name: getattr(row, name) for name in Procedure.RULES})


class CorrectionForm(forms.Form):
    """What is to be issued about a settled text, and in which languages."""

    kind = forms.ChoiceField(
        label=_("What is issued"),
        choices=[(k.value, k.label) for k in RelationKind if k in SYMBOL_PARTS],
        widget=forms.RadioSelect,
        initial=RelationKind.CORRECTS.value,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose a language.")},
    )


def day_for(work: Work) -> Any:
    """Return the day of adoption that the form suggests: the meeting's last one."""
    today = timezone.localdate()
    last = work.meeting.ends_on if work.meeting else None
    return last if last and last <= today else today
