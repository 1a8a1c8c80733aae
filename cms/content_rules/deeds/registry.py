"""The kinds of action, registered; rooms above may add theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms

from cms.content_rules.bilingual import in_both
from cms.content_rules.subjects import WORK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.content_rules.models import FiringStep
    from cms.content_rules.subjects import Subject

    Spec = dict[str, Any]


class Done(NamedTuple):
    """What was done: a note in each language, and how many people were told."""

    note: dict[str, str]
    told: int = 0


class DeedForm(forms.Form):
    """Asks for what one action needs; its cleaned data are the spec."""

    def as_spec(self) -> dict[str, Any]:
        """Return what is kept: strings, numbers and lists of them."""
        return dict(self.cleaned_data)


class Deed:
    """One kind of action. Nothing of it adopts, publishes or decides."""

    code: ClassVar[str]
    label: ClassVar[Any]
    form: ClassVar[type[DeedForm]] = DeedForm
    subjects: ClassVar[tuple[str, ...]] = (WORK,)

    def widens(self, spec: Spec) -> bool:
        """Tell whether it may let somebody read who could not."""
        return False

    def say(self, spec: Spec) -> str:
        """Say it in the active language."""
        return str(self.label)

    def gone(self, spec: Spec) -> list[str]:
        """Return what it refers to and no longer exists, as codes."""
        return []

    def refusal(self, subject: Subject, spec: Spec, by: User) -> str:
        """Return why it would not be done now, in the active language; writes nothing.

        Empty where nothing speaks against it; the action itself may still refuse.
        """
        return ""

    def foresee(self, subject: Subject, spec: Spec) -> str:
        """Return what a dry run says beside the words of the action."""
        return ""

    def perform(
        self, subject: Subject, spec: Spec, *, step: FiringStep, by: User
    ) -> Done:
        """Do it with the rights of ``by``, in the caller's transaction.

        What the actions below refuse comes through as their own errors.
        """
        raise NotImplementedError


_deeds: dict[str, Deed] = {}


def register(deed: type[Deed]) -> type[Deed]:
    """Add a kind of action; a second one of that code is an error."""
    if type(_deeds.setdefault(deed.code, deed())) is not deed:
        msg = f"Two actions of rules are called {deed.code}"
        raise ValueError(msg)
    return deed


def find(code: str) -> Deed | None:
    """Return a kind of action, None if nobody registers it any more."""
    return _deeds.get(code)


def all_deeds() -> Iterable[Deed]:
    """Return every kind of action, in the order of registration."""
    return _deeds.values()


def nothing_to_add() -> Done:
    """Return what is noted where the words of the action say all."""
    return Done(in_both(lambda: ""))
