"""A rule: its trigger, its conditions, its actions in order."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models.dated import in_active_language

# Ten years: longer than any deadline of the Conference, short enough for a calendar.
MOST_DAYS = 3650


class When(models.TextChoices):
    """On which side of its date a time-based rule fires."""

    BEFORE = "before", _("days before")
    AFTER = "after", _("days after")


class RuleQuerySet(models.QuerySet["ContentRule"]):
    """Rules, by whether they act."""

    def kept(self) -> RuleQuerySet:
        """Those that nobody has deleted; a deleted one stays for its log."""
        return self.filter(removed_at=None)

    def acting(self) -> RuleQuerySet:
        """Those that act at this moment."""
        return self.kept().filter(is_enabled=True)


class ContentRule(models.Model):
    """What is to be done when something happens, or some days around a date.

    It acts with the rights of the person who enabled it, for as long as they have them.
    Whoever changes it switches it off; it never reaches back before it was enabled,
    unless that was asked for.
    """

    name_en = models.CharField(_("name (English)"), max_length=120)
    name_es = models.CharField(_("name (Spanish)"), max_length=120)
    description = models.TextField(_("description"), blank=True, max_length=2000)
    # ``event:works.adopted`` or ``date:meeting.starts``; see triggers.py.
    trigger = models.CharField(_("trigger"), max_length=80, db_index=True)
    days = models.PositiveIntegerField(_("days"), default=0)
    when = models.CharField(
        _("before or after"), max_length=6, choices=When.choices, default=When.AFTER
    )
    is_enabled = models.BooleanField(_("enabled"), default=False, db_index=True)
    enabled_at = models.DateTimeField(_("enabled at"), null=True)
    enabled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Up to this instant the calendar has been looked through for this rule.
    clock_seen = models.DateTimeField(null=True)
    # Why the system switched it off, as a code said in words by suspension.py.
    suspended_at = models.DateTimeField(_("suspended at"), null=True)
    suspended_why = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("deleted at"), null=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("content rule")
        verbose_name_plural = _("content rules")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_enabled=False)
                | Q(enabled_at__isnull=False, enabled_by__isnull=False),
                name="rule_enabled_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(is_enabled=False)
                | Q(removed_at__isnull=True, suspended_at__isnull=True),
                name="rule_removed_acts_no_more",
            ),
            models.CheckConstraint(
                condition=Q(days__lte=MOST_DAYS), name="rule_bearable_days"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_active_language(self.name_en, self.name_es)

    @property
    def capacity(self) -> str:
        """In what capacity its actions are written into the audit."""
        return f"rule:{self.pk}"

    @property
    def shift(self) -> int:
        """Days from the date to the firing; negative before it."""
        return -self.days if self.when == When.BEFORE else self.days


class RuleCondition(models.Model):
    """One thing that must hold, or with its negation must not."""

    rule = models.ForeignKey(
        ContentRule, on_delete=models.CASCADE, related_name="conditions"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("condition"), max_length=40)
    is_negated = models.BooleanField(_("not"), default=False)
    # The codes of which one must fit.
    values = models.JSONField(default=list)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["rule", "position"], name="condition_position"
            ),
        )

    def __str__(self) -> str:
        return self.kind


class RuleAction(models.Model):
    """One thing to do; the actions of a rule are done in order."""

    rule = models.ForeignKey(
        ContentRule, on_delete=models.CASCADE, related_name="actions"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("action"), max_length=40)
    # What its form asked for; codes and numbers, and the words of a mail.
    spec = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["rule", "position"], name="action_position"
            ),
        )

    def __str__(self) -> str:
        return self.kind
