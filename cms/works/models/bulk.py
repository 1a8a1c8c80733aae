"""One change asked for many works or files, and what became of it for each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.works.models.works import Work


class AbstractChange(models.Model):
    """What is to be changed, asked for by whom and when."""

    wanted = models.JSONField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class AbstractItem(models.Model):
    """One of many, and what was done: written in the transaction that did it.

    Whoever inherits has a ``change`` with its ``items``, and the record it is about.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("still to do")
        CHANGED = "changed", _("has been changed")
        UNCHANGED = "unchanged", _("was so already")
        REFUSED = "refused", _("refused")

    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    said = models.TextField(blank=True)

    class Meta:
        abstract = True


class BulkChange(AbstractChange):
    """One change for many works."""

    class Meta:
        verbose_name = _("change of many")
        verbose_name_plural = _("changes of many")


class BulkItem(AbstractItem):
    """One of the works."""

    change = models.ForeignKey(
        BulkChange, on_delete=models.CASCADE, related_name="items"
    )
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="+")

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
