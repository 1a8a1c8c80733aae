"""One change asked for many files, and what became of it for each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.documents.models.files import Document
from cms.works.models.bulk import AbstractChange, AbstractItem


class FileChange(AbstractChange):
    """One change for many files."""

    class Meta:
        verbose_name = _("change of many files")
        verbose_name_plural = _("changes of many files")


class FileItem(AbstractItem):
    """One of the files; one that is purged later takes this line with it."""

    change = models.ForeignKey(
        FileChange, on_delete=models.CASCADE, related_name="items"
    )
    file = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("one of many files")
        verbose_name_plural = _("many files")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["change", "file"], name="file_once_in_a_change"
            ),
        )

    def __str__(self) -> str:
        return f"{self.file_id}: {self.state}"
