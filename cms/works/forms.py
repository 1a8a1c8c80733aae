"""Forms of the screen that says who reads a work."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.conference.models import Appointment, Membership, Party
from cms.works.models import Grant, MeetingAudience, WorkAudience

FOLLOW = ("", _("as the meeting says of its papers"))


# Beyond the calendar's last years no database keeps an instant in another zone.
LAST_INSTANT = dt.datetime(2101, 1, 1, tzinfo=dt.UTC)


class InstantField(forms.DateTimeField):
    """A day and hour of our times, in the time zone of the Secretariat."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
            validators=[MaxValueValidator(LAST_INSTANT)],
            **kwargs,
        )


def _parties() -> Any:
    """Return the parties with a standing today, by name."""
    standing = Membership.objects.on().values("party")
    return Party.objects.filter(pk__in=standing).order_by("name_en")


def _people() -> Any:
    """Return the people who belong to a party today, by name."""
    appointed = Appointment.objects.on().values("person")
    return User.objects.filter(pk__in=appointed, is_active=True).order_by(
        "last_name", "first_name"
    )


class AudienceForm(forms.Form):
    """Who reads a work once it is settled."""

    audience = forms.ChoiceField(
        label=_("Read by"), choices=[FOLLOW, *WorkAudience.choices], required=False
    )
    party = forms.ModelChoiceField(
        label=_("Which delegation"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("only for “one delegation”"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = _parties()  # type: ignore[attr-defined]


class MeetingAudienceForm(forms.Form):
    """Who sees a meeting, and who reads the papers that follow it."""

    sees = forms.ChoiceField(
        label=_("The meeting is seen by"), choices=MeetingAudience.CHOICES
    )
    reads = forms.ChoiceField(
        label=_("Its papers are read by"), choices=MeetingAudience.CHOICES
    )


class ReleaseForm(forms.Form):
    """A wider audience from an instant on."""

    to = forms.ChoiceField(label=_("Open to"), choices=MeetingAudience.CHOICES)
    opens_at = InstantField(label=_("From"))

    def clean_opens_at(self) -> dt.datetime:
        """Only what is to come can be scheduled."""
        opens_at: dt.datetime = self.cleaned_data["opens_at"]
        if opens_at <= timezone.now():
            raise forms.ValidationError(
                gettext("That instant has passed. Change the audience instead.")
            )
        return opens_at


class GrantForm(forms.Form):
    """One party or one person, by name."""

    party = forms.ModelChoiceField(
        label=_("Party"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("a person, named below"),
    )
    person = forms.ModelChoiceField(
        label=_("or person"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("the whole party"),
    )
    right = forms.ChoiceField(label=_("What they may do"), choices=Grant.Right.choices)
    ends_at = InstantField(label=_("Until (empty: until ended)"), required=False)
    note = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = _parties()  # type: ignore[attr-defined]
        self.fields["person"].queryset = _people()  # type: ignore[attr-defined]
