"""An approval under way: the procedure it began with, and what it kept at the end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from cms.approval.steps import BothLanguages, Outcome
from cms.works.models import Work


class Approval(models.Model):
    """One approval of one text or page, under the procedure of the day it began.

    What was done stands in the audit's events, which name this record; so neither a
    change of the table nor of Wagtail's workflow changes what this approval needs.
    """

    class Result(models.TextChoices):
        """How it ended."""

        OPEN = "", _("under way")
        DECIDED = "decided", _("decided")
        WITHDRAWN = "withdrawn", _("withdrawn")
        GLASS_BROKEN = "glass_broken", _("ended by break-glass")

    workflow_state = models.OneToOneField(
        WorkflowState, on_delete=models.SET_NULL, null=True, related_name="approval"
    )
    # What waits is not pulled from under those who decide: neither Wagtail's task nor
    # its workflow is deleted meanwhile.
    current = models.OneToOneField(
        TaskState, on_delete=models.PROTECT, null=True, related_name="+"
    )
    work = models.ForeignKey(
        Work, on_delete=models.PROTECT, null=True, related_name="approvals"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    procedure_code = models.SlugField(max_length=40)
    steps = models.JSONField(default=list)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    both_languages = models.CharField(max_length=20, choices=BothLanguages.choices)
    by_consensus = models.BooleanField(default=False)
    needs_presenting = models.BooleanField(default=False)
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    result = models.CharField(
        max_length=20, choices=Result.choices, default=Result.OPEN, blank=True
    )
    closed_at = models.DateTimeField(null=True)
    adopted_on = models.DateField(_("adopted on"), null=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ("begun_at",)

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.begun_at:%Y-%m-%d}"


class KeptStep(models.Model):
    """Holds a step of a decided text against deletion, its revision with it.

    Wagtail's ``purge_revisions`` would take both; it skips what is protected.
    """

    approval = models.ForeignKey(
        Approval, on_delete=models.PROTECT, related_name="kept_steps"
    )
    task_state = models.OneToOneField(
        TaskState, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("kept step")
        verbose_name_plural = _("kept steps")

    def __str__(self) -> str:
        return str(self.task_state_id)
