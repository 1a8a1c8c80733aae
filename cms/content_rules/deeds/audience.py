"""Moving a text to another audience, at once or from a later instant on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.conference.models import Party
from cms.content_rules.deeds.registry import (
    Deed,
    DeedForm,
    Done,
    nothing_to_add,
    register,
)
from cms.content_rules.models import MOST_DAYS
from cms.works import sharing
from cms.works.models import WorkAudience

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.content_rules.deeds.registry import Spec
    from cms.content_rules.models import FiringStep
    from cms.content_rules.subjects import Subject


def party_choices() -> list[tuple[str, Any]]:
    """Return the parties for a select box; none of them is a choice too."""
    return [("", "—"), *((p.code, p.name) for p in Party.objects.all())]


class AudienceForm(DeedForm):
    """To whom, and in how many days."""

    audience = forms.ChoiceField(
        label=gettext_lazy("New audience"), choices=WorkAudience.choices
    )
    party = forms.ChoiceField(
        label=gettext_lazy("Which delegation, if it is one"),
        choices=party_choices,
        required=False,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days to wait"),
        help_text=gettext_lazy(
            "0: at once. Otherwise it is released to them in so many days."
        ),
        min_value=0,
        max_value=MOST_DAYS,
        initial=0,
    )

    def clean(self) -> dict[str, Any]:
        """One delegation is named, and at once."""
        data = super().clean() or {}
        if data.get("audience") == WorkAudience.DELEGATION:
            if not data.get("party"):
                self.add_error("party", _("Please say which delegation."))
            if data.get("days"):
                self.add_error("days", _("A release is for more than one delegation."))
        return data


@register
class MoveToAudience(Deed):
    """``sharing.set_audience`` or ``schedule_release``, by their own rules."""

    code = "audience"
    label = gettext_lazy("Move to an audience")
    form = AudienceForm

    def widens(self, spec: Spec) -> bool:
        """Whatever is not the narrowest may be wider than what a text has."""
        return bool(spec["audience"] != WorkAudience.STEERING)

    def say(self, spec: Spec) -> str:
        """Say to whom, and when."""
        code = spec["party"]
        party = Party.objects.filter(code=code).first() if code else None
        label = str(WorkAudience(spec["audience"]).label)
        to = party.name if party else label
        if not spec["days"]:
            return _("Move to the audience: %(audience)s") % {"audience": to}
        return ngettext(
            "Release in %(days)d day to: %(audience)s",
            "Release in %(days)d days to: %(audience)s",
            spec["days"],
        ) % {"days": spec["days"], "audience": to}

    def gone(self, spec: Spec) -> list[str]:
        """The party may be gone."""
        known = {code for code, _name in party_choices()}
        return [] if spec["party"] in known else [spec["party"]]

    def refusal(self, subject: Subject, spec: Spec, by: User) -> str:
        """It is theirs to say, and not so already."""
        work = subject.work
        if work is None or not sharing.may_share(by, work):
            return _("It is not for the person who enabled the rule to say who reads.")
        party = work.audience_party.code if work.audience_party else ""
        wanted = (spec["audience"], spec["party"])
        if not spec["days"] and (work.audience, party) == wanted:
            return _("It has this audience already.")
        return ""

    def perform(
        self, subject: Subject, spec: Spec, *, step: FiringStep, by: User
    ) -> Done:
        """Set it, or schedule its release."""
        assert subject.work is not None  # noqa: S101 - says `subjects`
        if spec["days"]:
            sharing.schedule_release(
                work=subject.work,
                audience=spec["audience"],
                opens_at=timezone.now() + dt.timedelta(days=spec["days"]),
                by=by,
            )
        else:
            sharing.set_audience(
                work=subject.work,
                audience=spec["audience"],
                party=Party.objects.filter(code=spec["party"]).first(),
                by=by,
            )
        return nothing_to_add()
