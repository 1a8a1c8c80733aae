"""What is made from a version: recognised text, the archival copy, and how far."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.documents.models.files import DocumentVersion, document_storage


class Derived(models.Model):
    """How far the making of something has come, and why it went no further."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        PARTLY = "partly", _("partly done")
        FAILED = "failed", _("failed")
        # The program that makes it is not installed on this machine.
        ABSENT = "absent", _("not installed")

    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    # A code of cms.documents.readers.errors, said in words when shown.
    error = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Recognition(Derived):
    """How far the recognition of a version's scanned pages has come."""

    version = models.OneToOneField(
        DocumentVersion, on_delete=models.CASCADE, related_name="recognition"
    )
    # Of the scanned pages alone.
    total = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    # Of all words recognised, in per cent; none where no word was.
    confidence = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("text recognition")
        verbose_name_plural = _("text recognitions")

    def __str__(self) -> str:
        return f"{self.version_id}: {self.state}"


class RecognisedPage(models.Model):
    """The text of a scanned page as a machine recognised it.

    Kept apart from ``DocumentPage``, whose rows are written anew when a file is read
    again: what took minutes to recognise is not lost by that.
    """

    version = models.ForeignKey(
        DocumentVersion, on_delete=models.CASCADE, related_name="recognised_pages"
    )
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    # The mean of its words, in per cent; none where no word was found.
    confidence = models.PositiveSmallIntegerField(null=True)
    # Lines of words with their places: see cms.documents.readers.layer.
    layer = models.JSONField(default=dict)
    error = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=3)
    engine = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("version", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "number"], name="recognised_page_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id}, {self.number}"


class ArchivalCopy(Derived):
    """The PDF/A of a version: a file made from it, or the version itself."""

    version = models.OneToOneField(
        DocumentVersion, on_delete=models.CASCADE, related_name="archival_copy"
    )
    # Empty where the version itself is one, or where none could be made.
    file = models.FileField(
        storage=document_storage, upload_to="archival", max_length=300, blank=True
    )
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    pages = models.PositiveIntegerField(default=0)
    # As the file itself says: part and conformance, such as "2b" (ISO 19005).
    conformance = models.CharField(max_length=4, blank=True)
    made_by = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("archival copy")
        verbose_name_plural = _("archival copies")

    def __str__(self) -> str:
        return f"{self.version_id}: {self.state}"

    @property
    def is_original(self) -> bool:
        """Tell whether the version itself says that it is PDF/A."""
        return bool(self.conformance) and not self.file

    @property
    def name(self) -> str:
        """The name under which the copy is given."""
        stem = self.version.name.rpartition(".")[0] or self.version.name
        return f"{stem}_PDF-A.pdf"
