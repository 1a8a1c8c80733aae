"""The log: each firing of a rule for one record, and what became of each action."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.content_rules.models.rules import ContentRule
from cms.works.models import Work

KEPT = "The log of the rules is never deleted"


class Outcome(models.TextChoices):
    """What became of a firing, or of one of its actions."""

    WAITING = "waiting", _("waiting")
    RETRIED = "retried", _("failed, will be tried again")
    DONE = "done", _("done")
    SKIPPED = "skipped", _("skipped")
    FAILED = "failed", _("failed")


OPEN = (Outcome.WAITING, Outcome.RETRIED)


class KeptQuerySet(models.QuerySet):
    """Rows that refuse to be deleted."""

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError(KEPT)


class Firing(models.Model):
    """A rule fired for a record, because of one event or one date: once, ever."""

    rule = models.ForeignKey(
        ContentRule, on_delete=models.PROTECT, related_name="firings"
    )
    # The record and the occasion: ``work:7|event:12``, ``work:7|2026-11-30``.
    key = models.CharField(max_length=120)
    work = models.ForeignKey(
        Work, on_delete=models.PROTECT, null=True, related_name="+"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="+"
    )
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The day or instant of the date field, as written; empty for an event.
    base = models.CharField(max_length=40, blank=True)
    # How many rules stand between this one and a person's own deed.
    depth = models.PositiveSmallIntegerField(default=0)
    # When it should have fired, and when it did.
    due_at = models.DateTimeField(_("due at"))
    created_at = models.DateTimeField(_("fired at"), db_index=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("firing of a rule")
        verbose_name_plural = _("firings of rules")
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["rule", "key"], name="firing_once"),
            models.CheckConstraint(
                condition=Q(work__isnull=False, meeting__isnull=True)
                | Q(work__isnull=True, meeting__isnull=False),
                name="firing_for_one_record",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule_id} {self.key}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(KEPT)


class FiringStep(models.Model):
    """One action of a firing, as the rule asked for it then, and what became of it."""

    firing = models.ForeignKey(Firing, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("action"), max_length=40)
    spec = models.JSONField(default=dict)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )
    # Why, or what exactly, in each language: ``{"en": …, "es": …}``.
    note = models.JSONField(default=dict)
    # How many people a mail went to; what the cap of an hour counts.
    told = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(_("at"), null=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("action of a firing")
        verbose_name_plural = _("actions of firings")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["firing", "position"], name="firing_step_position"
            ),
        )

    def __str__(self) -> str:
        return f"{self.firing_id}.{self.position} {self.kind}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(KEPT)
