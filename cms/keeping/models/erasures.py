"""Personal data that are being removed, or were: of whom, by whom, why, how far."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting


class Erasure(models.Model):
    """The removal of one account's personal data, or of the names of one meeting."""

    class State(models.TextChoices):
        RUNNING = "running", _("under way")
        DONE = "done", _("done")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="erasure",
        verbose_name=_("account"),
    )
    meeting = models.OneToOneField(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        related_name="erasure",
        verbose_name=_("meeting"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.RUNNING
    )
    reason = models.CharField(_("reason"), max_length=300)
    # How many rows were deleted or left without a name so far.
    rows = models.PositiveIntegerField(_("records"), default=0)
    begun_at = models.DateTimeField(_("begun at"))
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    moved_at = models.DateTimeField(_("last moved at"))

    class Meta:
        verbose_name = _("removal of personal data")
        verbose_name_plural = _("removals of personal data")
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, meeting__isnull=True)
                | Q(person__isnull=True, meeting__isnull=False),
                name="erasure_of_one_subject",
            ),
        )

    def __str__(self) -> str:
        return str(self.person or self.meeting)
