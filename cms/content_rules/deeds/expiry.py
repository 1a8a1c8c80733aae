"""Setting when a text expires."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.content_rules.deeds.registry import (
    Deed,
    DeedForm,
    Done,
    nothing_to_add,
    register,
)
from cms.content_rules.models import MOST_DAYS
from cms.works import sharing
from cms.works.expiring import check_may_expire, set_expiry

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.content_rules.deeds.registry import Spec
    from cms.content_rules.models import FiringStep
    from cms.content_rules.subjects import Subject


class ExpiryForm(DeedForm):
    """In how many days."""

    days = forms.IntegerField(
        label=gettext_lazy("Days until it expires"),
        help_text=gettext_lazy(
            "Then it is read by those who prepare it and the Secretariat alone. What "
            "the Presidency has adopted does not expire."
        ),
        min_value=0,
        max_value=MOST_DAYS,
        initial=30,
    )


@register
class SetExpiry(Deed):
    """``expiring.set_expiry``, counted from the firing."""

    code = "expiry"
    label = gettext_lazy("Let it expire")
    form = ExpiryForm

    def say(self, spec: Spec) -> str:
        """Say after how long."""
        if not spec["days"]:
            return _("Let it expire at once")
        return (
            ngettext(
                "Let it expire in %(days)d day",
                "Let it expire in %(days)d days",
                spec["days"],
            )
            % spec
        )

    def refusal(self, subject: Subject, spec: Spec, by: User) -> str:
        """It is theirs to say, and it can expire at all."""
        work = subject.work
        if work is None or not sharing.may_share(by, work):
            return _("It is not for the person who enabled the rule to say who reads.")
        try:
            check_may_expire(work)
        except sharing.SharingError as refusal:
            return str(refusal)
        return ""

    def perform(
        self, subject: Subject, spec: Spec, *, step: FiringStep, by: User
    ) -> Done:
        """Set it."""
        assert subject.work is not None  # noqa: S101 - says `subjects`
        expires_at = timezone.now() + dt.timedelta(days=spec["days"])
        set_expiry(work=subject.work, expires_at=expires_at, by=by)
        return nothing_to_add()
