"""What is to be changed of many works; whatever is left empty stays as it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting
from cms.works.audiences import tokens_for
from cms.works.bulk import Wanted
from cms.works.forms import AudienceForm
from cms.works.listing import FOLLOWS
from cms.works.meetings import hidden_meetings
from cms.works.models import CuratedCollection, Expression, WorkAudience

KEEP = ("", _("leave as it is"))
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
STANDINGS = [KEEP, *Expression.Status.choices]


class BulkForm(AudienceForm):
    """One change for many."""

    audience = forms.ChoiceField(
        label=_("Audience"),
        choices=[KEEP, FOLLOWS, *WorkAudience.choices],
        required=False,
    )
    dated_on = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    meeting = forms.ModelChoiceField(
        label=_("Meeting (moves drafts there)"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=KEEP[1],
    )
    into = forms.ModelChoiceField(
        label=_("Put into the collection"),
        queryset=CuratedCollection.objects.all(),
        required=False,
        empty_label=KEEP[1],
    )
    out_of = forms.ModelChoiceField(
        label=_("Take out of the collection"),
        queryset=CuratedCollection.objects.all(),
        required=False,
        empty_label=KEEP[1],
    )
    standing_en = forms.ChoiceField(
        label=_("English text is"), choices=STANDINGS, required=False
    )
    standing_es = forms.ChoiceField(
        label=_("Spanish text is"), choices=STANDINGS, required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = hidden_meetings(tokens_for(user))
        meetings = Meeting.objects.select_related("body").exclude(pk__in=hidden)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse what would change nothing, and a delegation that is not named."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        is_one = said.get("audience") == WorkAudience.DELEGATION
        if is_one and not said.get("party"):
            self.add_error("party", gettext("Please say which delegation."))
        if said.get("into") and said.get("into") == said.get("out_of"):
            self.add_error(
                "out_of", gettext("Please name another collection than the one above.")
            )
        if not self.errors and self.wanted().is_nothing:
            raise forms.ValidationError(gettext("Please say what is to be changed."))
        return said

    def wanted(self) -> Wanted:
        """Return what the form says."""
        said = self.cleaned_data
        audience = said.get("audience") or None
        is_one = audience == WorkAudience.DELEGATION
        standings = {code: said.get(f"standing_{code}") or "" for code in ("en", "es")}
        return Wanted(
            audience="" if audience == FOLLOWS[0] else audience,
            party=said["party"].pk if is_one and said.get("party") else None,
            dated_on=said["dated_on"].isoformat() if said.get("dated_on") else None,
            meeting=said["meeting"].pk if said.get("meeting") else None,
            into=said["into"].pk if said.get("into") else None,
            out_of=said["out_of"].pk if said.get("out_of") else None,
            standings={code: status for code, status in standings.items() if status},
        )
