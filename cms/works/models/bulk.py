"""One change asked for many works, and what became of it for each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.works.models.works import Work


class BulkChange(models.Model):
    """What is to be changed, asked for by whom and when."""

    wanted = models.JSONField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of many")
        verbose_name_plural = _("changes of many")

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class BulkItem(models.Model):
    """One of the works, and what was done: written in the transaction that did it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("still to do")
        CHANGED = "changed", _("changed (one of many)")
        UNCHANGED = "unchanged", _("was so already")
        REFUSED = "refused", _("refused")

    change = models.ForeignKey(
        BulkChange, on_delete=models.CASCADE, related_name="items"
    )
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    said = models.TextField(blank=True)

    class Meta:
        verbose_name = _("one of many")
        verbose_name_plural = _("many")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["change", "work"], name="work_once_in_a_change"
            ),
        )

    def __str__(self) -> str:
        return f"{self.work_id}: {self.state}"
