"""The decision table: who clears and who decides, a row for each type."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Workflow

from cms.approval.steps import (
    BothLanguages,
    Clearer,
    Decider,
    Outcome,
    Preparer,
    Step,
)

BY_ACTION = "The decision table is changed by its action only"


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    """Rows of the table; they refuse to be changed in bulk."""

    def update(self, **kwargs: Any) -> int:
        """Let only the workflow be tied; raises TypeError for a rule."""
        if set(kwargs) - {"workflow"}:
            raise TypeError(BY_ACTION)
        return super().update(**kwargs)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError(BY_ACTION)


class Procedure(models.Model):
    """How texts of one type, or pages of one kind, come to be decided."""

    # What the action may change; each change is one audit event with its reason.
    RULES = (
        "prepared_by",
        "cleared_by",
        "decided_by",
        "by_consensus",
        "outcome",
        "both_languages",
        "needs_presenting",
    )

    # The code of a type of Work, or of a kind of ordinary page ("meeting").
    code = models.SlugField(_("type"), max_length=40, unique=True)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    prepared_by = models.JSONField(_("prepared by"), default=list)
    cleared_by = models.CharField(
        _("cleared by"), max_length=20, choices=Clearer.choices
    )
    decided_by = models.CharField(
        _("decided by"), max_length=20, choices=Decider.choices
    )
    by_consensus = models.BooleanField(
        _("the Presidency records what the meeting adopted by consensus"), default=False
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    both_languages = models.CharField(
        _("both languages needed"), max_length=20, choices=BothLanguages.choices
    )
    needs_presenting = models.BooleanField(
        _("presented to the delegations before the decision"), default=False
    )
    # Wagtail's workflow that carries it; made anew where somebody undid it.
    workflow = models.ForeignKey(
        Workflow, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Enter the row once; a change comes by the action (TypeError otherwise)."""
        if not self._state.adding and not getattr(self, "changed_by_action", False):
            raise TypeError(BY_ACTION)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(BY_ACTION)

    @property
    def steps(self) -> list[str]:
        """The steps in their order."""
        steps = [] if self.cleared_by == Clearer.NONE else [self.cleared_by]
        if self.decided_by == Decider.PRESIDENCY:
            steps.append(Step.PRESIDENCY)
        return [str(Step(step).value) for step in steps]

    @property
    def prepared_by_words(self) -> list[str]:
        """Who prepares, in words."""
        return [str(Preparer(code).label) for code in self.prepared_by]
