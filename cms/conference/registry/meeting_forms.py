"""Forms for who takes part in a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.accounts.models import User
from cms.conference.accreditation import accredited_parties
from cms.conference.dates import Certainty
from cms.conference.models import AccreditedPerson, Membership, Participation, Party
from cms.conference.models.dated import name_field

if TYPE_CHECKING:
    from cms.conference.models import Accreditation, Meeting


class AccreditForm(forms.Form):
    """A party to admit to a meeting."""

    party = forms.ModelChoiceField(queryset=Party.objects.none(), label=_("Party"))
    standing = forms.ChoiceField(
        label=_("In the capacity of"),
        required=False,
        help_text=_("Left open: the standing that it certainly has at that time."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party: Any = self.fields["party"]
        party.queryset = Party.objects.exclude(
            pk__in=accredited_parties(meeting).values("pk")
        ).order_by(name_field())
        standing: Any = self.fields["standing"]
        standing.choices = [("", _("as it stands")), *Membership.Standing.choices]


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea)


class NoQuestionForm(forms.Form):
    """Something to confirm and nothing to say."""


class PersonForm(forms.ModelForm):
    """Somebody to put on the list of a delegation."""

    class Meta:
        model = AccreditedPerson
        fields = ("person", "name", "post", "function")
        help_texts = {
            "person": _("Where they have an account; the name is then known."),
            "name": _("Needed where they have no account."),
        }

    def __init__(self, *args: Any, accreditation: Accreditation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        person: Any = self.fields["person"]
        person.queryset = (
            User.objects.filter(
                is_active=True, appointments__party=accreditation.party_id
            )
            .distinct()
            .order_by("last_name", "first_name")
        )

    def clean(self) -> dict[str, Any]:
        """Ask for a name where there is no account."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("person") and not cleaned.get("name", "").strip():
            self.add_error("name", _("Choose an account or write a name."))
        return cleaned


class ParticipantsForm(forms.Form):
    """Whom the papers of a meeting list as taking part, and whom they leave out."""

    listed = forms.ModelMultipleChoiceField(
        queryset=Party.objects.all(),
        label=_("Listed as taking part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    not_listed = forms.ModelMultipleChoiceField(
        queryset=Party.objects.all(),
        label=_("Not listed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of parties ticked in neither list, nothing is known."),
    )
    certainty = forms.ChoiceField(
        label=_("Certainty"), required=False, choices=[("", "–"), *Certainty.choices]
    )
    note_en = forms.CharField(label=_("Note (English)"), required=False, max_length=400)
    note_es = forms.CharField(label=_("Note (Spanish)"), required=False, max_length=400)
    source = forms.CharField(
        label=pgettext_lazy("fact", "Source"), required=False, max_length=400
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        presence = Participation.Presence
        rows = list(meeting.participations.all())
        said: dict[str, Any] = {
            str(side): [row.party_id for row in rows if row.presence == side]
            for side in presence
        }
        if rows:
            names = ("certainty", "note_en", "note_es", "source")
            said |= {name: getattr(rows[0], name) for name in names}
        super().__init__(*args, **{"initial": said} | kwargs)
        for name in ("listed", "not_listed"):
            field: Any = self.fields[name]
            field.queryset = Party.objects.order_by(name_field())
