"""What the virus scanner said of each version."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.documents.models.files import DocumentVersion


class VersionScan(models.Model):
    """The state of one version; a version without one was never scanned.

    That is so where no scanner is set up, and for what came in before it was.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the virus scan")
        CLEAN = "clean", _("no virus found")
        INFECTED = "infected", _("virus found")
        FAILED = "failed", _("could not be scanned")
        # In spite of what was found, or of not having been scanned.
        RELEASED = "released", _("released by the Secretariat")

    version = models.OneToOneField(
        DocumentVersion, on_delete=models.CASCADE, related_name="scan"
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State.choices,
        default=State.WAITING,
        db_index=True,
    )
    # The scanner's name for what it found; why it failed, in its words.
    found = models.CharField(_("found"), max_length=200, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    signatures = models.CharField(_("signatures"), max_length=200, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    scanned_at = models.DateTimeField(_("scanned at"), null=True)

    class Meta:
        verbose_name = _("virus scan")
        verbose_name_plural = _("virus scans")

    def __str__(self) -> str:
        return f"{self.version_id}: {self.state}"
