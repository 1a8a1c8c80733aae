"""Forms of the people's screens and of the Presidency's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.conference.appointing import today
from cms.conference.delegations import roles_given_by, say_role
from cms.conference.models import Appointment, Membership, Party

ONE_DAY = dt.timedelta(days=1)
FIRST_DAY, LAST_DAY = dt.date(1996, 1, 1), dt.date(2100, 12, 31)


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar; of our times."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
            **kwargs,
        )


def _role_field(
    party: Party, user: Any, label: Any, besides: str = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[
            (role.value, say_role(role, party))
            for role in roles_given_by(user, party)
            if role != besides
        ],
    )


def _members(party: Party) -> Any:
    """Return those who belong to a party today."""
    belonging = Appointment.objects.filter(party=party).on(today())
    return User.objects.filter(
        is_active=True, pk__in=belonging.values("person_id")
    ).order_by("last_name", "first_name", "email")


class InviteForm(forms.Form):
    """Whom to invite, as what, from when."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=settings.LANGUAGES
    )
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: without a known end")
    )

    def __init__(self, *args: Any, party: Party, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = _role_field(party, user, _("Role"))
        self.fields["starts_on"].initial = today()
        self.fields["language"].initial = user.language
        self.order_fields(["email", "first_name", "last_name", "role", "language"])


class ChangeForm(forms.Form):
    """Another role from a day on."""

    starts_on = DayField(label=_("From"))

    def __init__(
        self, *args: Any, appointment: Appointment, user: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = _role_field(
            appointment.party, user, _("New role"), besides=appointment.role
        )
        self.fields["starts_on"].initial = today() + ONE_DAY
        self.order_fields(["role", "starts_on"])


class EndForm(forms.Form):
    """The last day of an appointment."""

    ends_on = DayField(
        label=_("Last day"),
        help_text=_(
            "The rights end when this day is over. Yesterday ends them at once."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = today()


class PersonField(forms.ModelChoiceField):
    """A person, by name and address."""

    def label_from_instance(self, obj: Any) -> str:
        """Say a name with the address: two people may be called the same."""
        return f"{obj} ({obj.email})" if obj.get_full_name() else obj.email


class DeputyForm(forms.Form):
    """Who is away, who stands in, from which day to which."""

    person = PersonField(label=_("Who is away"), queryset=User.objects.none())
    deputy = PersonField(label=_("Deputy"), queryset=User.objects.none())
    first_day = DayField(label=_("First day of the absence"))
    last_day = DayField(label=_("Last day of the absence"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(
        self, *args: Any, party: Party, absent: list[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=[person.pk for person in absent])
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        others = _members(party)
        if len(absent) == 1:
            self.fields["person"].initial = absent[0]
            self.fields["person"].widget = forms.HiddenInput()
            others = others.exclude(pk=absent[0].pk)
        self.fields["deputy"].queryset = others  # type: ignore[attr-defined]
        self.fields["first_day"].initial = today()

    def span(self) -> tuple[dt.datetime | None, dt.datetime]:
        """Return the instants of the absence; None for now, if it begins today."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        begins = timezone.make_aware(dt.datetime.combine(first, dt.time.min))
        ends = timezone.make_aware(dt.datetime.combine(last + ONE_DAY, dt.time.min))
        return None if first == today() else begins, ends


class JoinForm(forms.Form):
    """The name and the password of somebody who was invited."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight characters, not only digits, not a common one."),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Compare both passwords, and ask the validators of the accounts."""
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.pop("again", None)
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same."))
        elif password:
            names = {n: cleaned.get(n, "") for n in ("first_name", "last_name")}
            try:
                validate_password(password, User(email=self.email, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class HandOverForm(forms.Form):
    """Which party presides next, and from which instant."""

    party = forms.ModelChoiceField(
        label=_("Next Presidency"),
        queryset=Party.objects.none(),
    )
    ordinal = forms.IntegerField(
        label=_("Number of the term"),
        min_value=1,
        max_value=399,
        help_text=_("That of the Vice-Ministerial Meeting which closes it"),
    )
    day = DayField(label=_("Day of the hand-over"))
    hour = forms.TimeField(
        label=_("Time of the hand-over"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The Presidency is a member's (II): an observer country is not offered.
        members = Membership.objects.filter(
            standing=Membership.Standing.MEMBER_STATE
        ).on(today())
        self.fields["party"].queryset = Party.objects.filter(  # type: ignore[attr-defined]
            kind=Party.Kind.STATE, pk__in=members.values("party")
        )

    def instant(self) -> dt.datetime:
        """Return the instant, in the Conference's time."""
        return timezone.make_aware(
            dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        )
