"""Telling people, on the desk and by mail, in words of one's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.conference.models import Party
from cms.content_rules.bilingual import in_both
from cms.content_rules.deeds.registry import Deed, DeedForm, Done, register
from cms.content_rules.errors import RuleError
from cms.content_rules.models import FiringStep
from cms.content_rules.placeholders import PLACEHOLDERS, fill, unknown
from cms.content_rules.recipients import GROUPS, coordinators, people_of
from cms.content_rules.subjects import MEETING, WORK
from cms.distribution.actions import notify

if TYPE_CHECKING:
    from cms.content_rules.deeds.registry import Spec
    from cms.content_rules.models import ContentRule
    from cms.content_rules.subjects import Subject

MESSAGE, HELD_BACK = "content_rules.message", "content_rules.held_back"
TEXTS = ("subject_en", "subject_es", "body_en", "body_es")


def _people() -> list[tuple[str, Any]]:
    people = User.objects.filter(is_active=True).order_by("last_name", "email")
    return [(str(person.pk), str(person)) for person in people]


def _parties() -> list[tuple[str, Any]]:
    return [(party.code, party.name) for party in Party.objects.all()]


def check_words(text: str) -> None:
    """Raise ValidationError for braces that hold no known name."""
    wrong = unknown(text)
    if wrong:
        raise ValidationError(
            _("There is no {%(name)s}. You can write: %(known)s.")
            % {
                "name": wrong[0],
                "known": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
            }
        )


def _text(label: Any, longest: int, *, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, max_length=longest, widget=widget, validators=[check_words]
    )


class MailForm(DeedForm):
    """To whom, and the words in both languages."""

    groups = forms.MultipleChoiceField(
        label=gettext_lazy("To"),
        choices=lambda: [(code, label) for code, (label, _find) in GROUPS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("And to everybody of these parties"),
        choices=_parties,
        required=False,
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("And to these people"), choices=_people, required=False
    )
    subject_en = _text(gettext_lazy("Subject (English)"), 150)
    subject_es = _text(gettext_lazy("Subject (Spanish)"), 150)
    body_en = _text(gettext_lazy("Text (English)"), 5000, rows=4)
    body_es = _text(gettext_lazy("Text (Spanish)"), 5000, rows=4)

    def clean(self) -> dict[str, Any]:
        """Somebody is told."""
        data = super().clean() or {}
        if not any(data.get(name) for name in ("groups", "parties", "people")):
            self.add_error("groups", _("Please say who is told."))
        return data


@register
class Mail(Deed):
    """``distribution.notify``: nobody is told of what they may not read."""

    code = "mail"
    label = gettext_lazy("Tell people, on the desk and by mail")
    form = MailForm
    subjects = (WORK, MEETING)

    def say(self, spec: Spec) -> str:
        """Say to whom, and the subject."""
        names = [str(GROUPS[g][0]) for g in spec["groups"] if g in GROUPS]
        parties = dict(_parties()) if spec["parties"] else {}
        names += [str(parties.get(code, code)) for code in spec["parties"]]
        named = User.objects.filter(pk__in=spec["people"]).order_by("pk")
        names += [
            str(person)
            if person.is_active
            else _("%(person)s (account closed)") % {"person": person}
            for person in named
        ]
        subject = _by_language(spec, "subject")
        return _("Tell %(people)s: “%(subject)s”") % {
            "people": get_text_list(names, _("and")),
            "subject": subject,
        }

    def gone(self, spec: Spec) -> list[str]:
        """Parties may be gone. A person whose account is closed is just not told."""
        known = dict(_parties())
        return [code for code in spec["parties"] if code not in known]

    def foresee(self, subject: Subject, spec: Spec) -> str:
        """Say how many would be told, and how many may not know of it."""
        told, kept_out = _recipients(subject, spec)
        return _count(len(told), kept_out)

    def refusal(self, subject: Subject, spec: Spec, by: User) -> str:
        """Somebody is there to be told, and the one who enabled it may know of it."""
        if not subject.is_known_to(by):
            return _("The person who enabled the rule may not read it.")
        told, _kept_out = _recipients(subject, spec)
        if told:
            return ""
        return _("Nobody is there to be told who may read it.")

    def perform(
        self, subject: Subject, spec: Spec, *, step: FiringStep, by: User
    ) -> Done:
        """Tell them, unless the rule has told too many within the hour."""
        told, kept_out = _recipients(subject, spec)
        rule = step.firing.rule
        check_cap(rule, len(told))
        words = {"line": _filled(spec, "subject", subject)}
        words["text"] = _filled(spec, "body", subject)
        notify(
            people=told,
            kind=MESSAGE,
            subject=subject.record,
            context={**words, "rule": {"en": rule.name_en, "es": rule.name_es}},
            key=f"step:{step.pk}",
        )
        return Done(in_both(lambda: _count(len(told), kept_out)), told=len(told))


def _filled(spec: Spec, stem: str, subject: Subject) -> dict[str, str]:
    return in_both(lambda: fill(_by_language(spec, stem), subject))


def _by_language(spec: Spec, stem: str) -> str:
    language = (get_language() or "en").split("-")[0]
    return str(spec.get(f"{stem}_{language}") or spec[f"{stem}_en"])


def _recipients(subject: Subject, spec: Spec) -> tuple[list[User], int]:
    return people_of(
        subject,
        groups=spec["groups"],
        people=spec["people"],
        parties=spec["parties"],
    )


def _count(told: int, kept_out: int) -> str:
    words = ngettext("%(count)d person", "%(count)d people", told) % {"count": told}
    if kept_out:
        words += "; " + ngettext(
            "%(count)d more may not read it and is not told",
            "%(count)d more may not read it and are not told",
            kept_out,
        ) % {"count": kept_out}
    return words


class TooManyMailsError(RuleError):
    """A rule has told as many people as it may within an hour."""


def check_cap(rule: ContentRule, more: int) -> None:
    """Raise TooManyMailsError if a rule, locked by the caller, would tell too many."""
    most = settings.CONTENT_RULES_MAILS_PER_HOUR
    since = timezone.now() - dt.timedelta(hours=1)
    told = FiringStep.objects.filter(firing__rule=rule, at__gt=since).aggregate(
        told=Sum("told")
    )["told"]
    if (told or 0) + more > most:
        raise TooManyMailsError(
            _("The rule would have told more than %(most)d people within an hour.")
            % {"most": most}
        )


def warn_of_cap(rule: ContentRule) -> None:
    """Tell the Coordinators, once an hour, that a rule was held back."""
    notify(
        people=coordinators(),
        kind=HELD_BACK,
        subject=rule,
        context={"rule": {"en": rule.name_en, "es": rule.name_es}},
        key=f"cap:{timezone.now():%Y-%m-%dT%H}",
    )
