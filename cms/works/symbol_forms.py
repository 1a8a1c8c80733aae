"""Forms about symbols: reserving, releasing, taking up, correcting, circulating."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting, Membership, Party
from cms.works import types
from cms.works.models import RegisteredSymbol, Work
from cms.works.reservations import MOST_AT_ONCE

LONGEST_REASON = 300
HIGHEST_NUMBER = 9999


def _why(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_REASON)


class ReserveForm(forms.Form):
    """Which symbol, for whom, why and until when."""

    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.select_related("body")
    )
    type_code = forms.ChoiceField(label=_("Type"))
    count = forms.IntegerField(
        label=_("How many"),
        initial=1,
        min_value=1,
        max_value=MOST_AT_ONCE,
    )
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_NUMBER)],
        help_text=_("Empty: the next one that is free."),
    )
    party = forms.ModelChoiceField(
        label=_("For whom"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("for the Secretariat"),
    )
    why = _why(_("Why"))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: until it is released."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type_code"].choices = [  # type: ignore[attr-defined]
            (each.code, f"{each.name} ({each.symbol})") for each in types.all_types()
        ]
        standing = Membership.objects.on().values("party")
        parties = Party.objects.filter(pk__in=standing).order_by("name_en")
        self.fields["party"].queryset = parties.exclude(  # type: ignore[attr-defined]
            kind=Party.Kind.SECRETARIAT
        )


class ReleaseSymbolForm(forms.Form):
    """Why a reservation is given back."""

    why = _why(_("Why it is released"))


class TakeUpForm(forms.Form):
    """One of the reservations that fit a draft."""

    entry = forms.ModelChoiceField(
        label=_("Reserved symbol"), queryset=RegisteredSymbol.objects.none()
    )

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = RegisteredSymbol.objects.open().filter(
            meeting=work.meeting, type_code=work.type_code
        )
        self.fields["entry"].queryset = fitting  # type: ignore[attr-defined]


class CorrectSymbolForm(forms.Form):
    """The right symbol, and why the present one is wrong."""

    symbol = forms.CharField(label=_("Right symbol"), max_length=80)
    why = _why(_("Why it is corrected"))


class CirculateForm(forms.Form):
    """What those who read the draft should know."""

    note = forms.CharField(
        label=_("Note to those who read it"), max_length=LONGEST_REASON, required=False
    )
