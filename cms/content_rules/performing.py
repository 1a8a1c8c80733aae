"""Doing what a firing asks for: each action in a transaction of its own, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.approval.actions import ApprovalError
from cms.audit.actions import automatically
from cms.content_rules import deeds
from cms.content_rules.bilingual import in_both
from cms.content_rules.deeds.mail import TooManyMailsError, warn_of_cap
from cms.content_rules.errors import RuleError
from cms.content_rules.firing import sum_up
from cms.content_rules.models import ContentRule, Firing, FiringStep, Outcome
from cms.content_rules.models.log import OPEN
from cms.content_rules.subjects import Subject
from cms.content_rules.suspension import suspend_if_need_be
from cms.works.models import Work
from cms.works.sharing import SharingError
from cms.works.states import WrongStateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.accounts.models import User
    from cms.content_rules.deeds import Deed, Done

# What the actions below say no with: no further attempt can help.
REFUSALS = (
    RuleError,
    SharingError,
    ApprovalError,
    WrongStateError,
    PermissionDenied,
)


class _Undo(Exception):  # noqa: N818 - an order, not an error
    """Take back what was only tried for its words."""


def perform_firing(number: int) -> None:
    """Do what is open of a firing, in order.

    An action that is refused is skipped, and the next one is done. One that fails is
    noted and raises, so that the queue tries again from there.
    """
    firing = Firing.objects.get(pk=number)
    steps = firing.steps.filter(outcome__in=OPEN).order_by("position")
    try:
        for pk in list(steps.values_list("pk", flat=True)):
            _take(pk)
    finally:
        outcomes = firing.steps.values_list("outcome", flat=True)
        Firing.objects.filter(pk=number).update(outcome=sum_up(outcomes))


def _take(pk: int) -> None:
    try:
        with transaction.atomic():
            _do(pk)
    except REFUSALS as refusal:
        _skip_refused(pk, refusal)
    except Exception as error:
        name = _name(error)
        _note(pk, Outcome.RETRIED, in_both(lambda: _say_error(name)))
        raise


def _name(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _say_error(name: str) -> str:
    return _("Unexpected error: %(name)s") % {"name": name}


def _do(pk: int) -> None:
    """Do one action under lock, or note why not."""
    step = FiringStep.objects.select_for_update().get(pk=pk)
    if step.outcome not in OPEN:
        return
    # Locked, so that two workers do not both find room below the cap.
    rule = ContentRule.objects.select_for_update().get(pk=step.firing.rule_id)
    deed = deeds.find(step.kind)
    if _is_off(rule, step.firing):
        _close(step, Outcome.SKIPPED, in_both(lambda: _("The rule was switched off.")))
    elif suspend_if_need_be(rule) or deed is None:
        _close(step, Outcome.SKIPPED, in_both(lambda: _("The rule was suspended.")))
    else:
        subject = subject_of_firing(step.firing)
        why = in_both(lambda: deed.refusal(subject, step.spec, _by(rule)))
        if any(why.values()):
            _close(step, Outcome.SKIPPED, why)
            return
        done = _perform(deed, subject, step, rule)
        step.told = done.told
        _close(step, Outcome.DONE, done.note)


def _is_off(rule: ContentRule, firing: Firing) -> bool:
    """Tell whether a rule is off, or was between: what it asked for is then void."""
    if not rule.is_enabled or rule.enabled_at is None:
        return True
    return firing.created_at < rule.enabled_at


def _by(rule: ContentRule) -> User:
    assert rule.enabled_by is not None  # noqa: S101 - the caller has looked
    return rule.enabled_by


def subject_of_firing(firing: Firing) -> Subject:
    """Return what a firing is about, as it stands now."""
    return Subject(work=firing.work, of_meeting=firing.meeting, event=firing.event)


def _perform(deed: Deed, subject: Subject, step: FiringStep, rule: ContentRule) -> Done:
    """Call the action; its events say that a rule did it, and for whom."""
    sponsor = _by(rule)
    data = {
        "for": str(sponsor),
        "person": sponsor.pk,
        "firing": step.firing_id,
        "depth": step.firing.depth + 1,
    }
    with automatically(capacity=rule.capacity, data=data):
        done = deed.perform(subject, step.spec, step=step, by=sponsor)
    _check_not_settled(subject)
    return done


def _check_not_settled(subject: Subject) -> None:
    """Whatever an action does, no text is decided by it."""
    if subject.work is None or subject.work.is_settled:
        return
    if Work.objects.settled().filter(pk=subject.work.pk).exists():
        raise RuleError(_("A rule never adopts or records a text."))


def _skip_refused(pk: int, refusal: Exception) -> None:
    """Note a refusal in each language: it is tried again there, and taken back."""
    said = {code: _said_in(code, pk) or str(refusal) for code, _n in settings.LANGUAGES}
    _note(pk, Outcome.SKIPPED, said)
    if isinstance(refusal, TooManyMailsError):
        warn_of_cap(FiringStep.objects.get(pk=pk).firing.rule)


def _said_in(language: str, pk: int) -> str:
    def attempt() -> None:
        with transaction.atomic():
            _do(pk)
            raise _Undo

    return _refusal_of(attempt, language)


def _refusal_of(attempt: Callable[[], None], language: str) -> str:
    with translation.override(language):
        try:
            attempt()
        except _Undo:
            return ""
        except REFUSALS as refusal:
            return str(refusal)
    return ""


@transaction.atomic
def _note(pk: int, outcome: Outcome, note: dict[str, str]) -> None:
    step = FiringStep.objects.select_for_update().get(pk=pk)
    if step.outcome in OPEN:
        _close(step, outcome, note)


def _close(step: FiringStep, outcome: Outcome, note: dict[str, str]) -> None:
    step.outcome, step.note = outcome, note
    step.attempts += 1
    step.at = timezone.now()
    step.save(update_fields=["outcome", "note", "attempts", "at", "told"])


@transaction.atomic
def give_up(number: int) -> None:
    """Note that the queue has given a firing up; what was still open has failed."""
    open_steps = FiringStep.objects.filter(firing=number, outcome__in=OPEN)
    open_steps.update(outcome=Outcome.FAILED)
    firing = Firing.objects.get(pk=number)
    outcomes = firing.steps.values_list("outcome", flat=True)
    Firing.objects.filter(pk=number).update(outcome=sum_up(outcomes))
