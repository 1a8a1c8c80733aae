"""Forms for what a party, body or meeting is, and for its names and standings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from cms.conference.history import last_event_id
from cms.conference.models import BodyName, Membership, PartyName
from cms.conference.records import NAME_FIELDS

STARTS = ("starts_precision", "starts_on", "starts_by")
ENDS = ("ends_precision", "ends_on", "ends_by")
SOURCED = ("certainty", "note_en", "note_es", "source")
_DATES = {
    name: AdminDateInput() for name in ("starts_on", "starts_by", "ends_on", "ends_by")
}


class RecordForm(WagtailAdminModelForm):
    """A record's form that notices when somebody else changed it meanwhile."""

    class Media:
        css = {"all": ["conference/registry.css"]}

    data: Any
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = last_event_id(self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what another person has written since."""
        cleaned = super().clean() or self.cleaned_data
        last = last_event_id(self.instance)
        if self.instance.pk and cleaned.get("seen") not in (None, last):
            # What is kept now is what the next attempt has seen.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(last)
            raise ValidationError(
                _(
                    "Somebody else has changed this record while you were writing. "
                    "Look at its history; saving again writes what is here."
                ),
                code="changed_meanwhile",
            )
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that the person changed, with their new values."""
        return {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name != "seen" and name in self.cleaned_data
        }


class BeginStandingForm(forms.ModelForm):
    """A standing that begins."""

    class Meta:
        model = Membership
        fields = ("standing", *STARTS, *SOURCED)
        widgets = _DATES


class EndStandingForm(forms.ModelForm):
    """The end of a standing; its day may be unknown, but that has to be said."""

    class Meta:
        model = Membership
        fields = (*ENDS, *SOURCED)
        widgets = _DATES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_precision"].required = True


class CorrectStandingForm(forms.ModelForm):
    """A standing that was entered wrongly, put right with the reason."""

    reason = forms.CharField(
        label=_("Why this is corrected"), max_length=400, widget=forms.Textarea
    )

    class Meta:
        model = Membership
        fields = ("standing", *STARTS, *ENDS, *SOURCED)
        widgets = _DATES


class RenameForm(forms.ModelForm):
    """The new name of a party or body, and when it begins."""

    class Meta:
        model: Any = PartyName
        fields = (*NAME_FIELDS, *STARTS)
        widgets = _DATES


class BodyRenameForm(RenameForm):
    """The new name of a body."""

    class Meta(RenameForm.Meta):
        model = BodyName


class NameForm(forms.ModelForm):
    """A name with its time, as it was entered or found out later."""

    class Meta:
        model: Any = PartyName
        fields = (*NAME_FIELDS, *STARTS, *ENDS, *SOURCED)
        widgets = _DATES


class BodyNameForm(NameForm):
    """A body's name with its time."""

    class Meta(NameForm.Meta):
        model = BodyName
