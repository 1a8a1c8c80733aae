"""What the nightly check of the stored files found."""

from __future__ import annotations

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from cms.documents.models.files import DocumentVersion


class FixityRound(models.Model):
    """One reading of every stored version; it goes on where it was interrupted."""

    begun_at = models.DateTimeField(_("begun at"))
    # When something was last read: whoever has stopped is known by it.
    moved_at = models.DateTimeField(_("last progress at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Number of the version that was read last, and of the last one to be read.
    after = models.PositiveBigIntegerField(default=0)
    upto = models.PositiveBigIntegerField(default=0)
    total = models.PositiveIntegerField(_("files to read"), default=0)
    checked = models.PositiveIntegerField(_("files read"), default=0)
    bytes_read = models.PositiveBigIntegerField(_("bytes read"), default=0)

    class Meta:
        verbose_name = _("check of the stored files")
        verbose_name_plural = _("checks of the stored files")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                ExpressionWrapper(
                    Q(ended_at__isnull=True), output_field=BooleanField()
                ),
                condition=Q(ended_at__isnull=True),
                name="one_fixity_round_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"


class FixityStateQuerySet(models.QuerySet["FixityState"]):
    """States of stored versions."""

    def faulty(self) -> FixityStateQuerySet:
        """Those whose bytes are not, or not all, what was taken in."""
        return self.exclude(state=FixityState.State.UNCHANGED)


class FixityState(models.Model):
    """How one version was found when it was last read, and since when it is so."""

    class State(models.TextChoices):
        UNCHANGED = "unchanged", _("unchanged")
        MISSING = "missing", _("missing")
        DAMAGED = "damaged", _("damaged")
        UNREADABLE = "unreadable", _("not readable")

    version = models.OneToOneField(
        DocumentVersion, on_delete=models.CASCADE, related_name="fixity"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, db_index=True
    )
    checked_at = models.DateTimeField(_("read at"))
    since = models.DateTimeField(_("since"))
    found_sha256 = models.CharField(max_length=64, blank=True)
    found_size = models.PositiveBigIntegerField(null=True)

    objects = FixityStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a stored file")
        verbose_name_plural = _("states of stored files")

    def __str__(self) -> str:
        return f"{self.version_id}: {self.state}"
