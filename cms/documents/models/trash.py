"""What a file in the trash keeps: who put it there, when and why."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import DocumentQuerySet


class KeptFiles(models.Manager.from_queryset(DocumentQuerySet)):  # type: ignore[misc]
    """The files that are not in the trash.

    The first manager, by which Wagtail and the other rooms ask: whatever they show,
    whoever wrote it, shows no file of the trash.
    """

    def get_queryset(self) -> Any:
        """Leave out the trash."""
        return super().get_queryset().filter(trashed_at__isnull=True)


class Trashable(models.Model):
    """Something that goes to the trash first, and comes back from there."""

    trashed_at = models.DateTimeField(
        _("put into the trash at"),
        null=True,
        blank=True,
        editable=False,
        db_index=True,
    )
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    trash_reason = models.CharField(
        _("reason"), max_length=300, blank=True, editable=False
    )

    class Meta:
        abstract = True


# Nobody has put into the trash what is not there.
OUT_OF_TRASH_SAYS_NOTHING = models.CheckConstraint(
    condition=Q(trashed_at__isnull=False) | Q(trashed_by__isnull=True, trash_reason=""),
    name="file_out_of_trash_says_nothing",
)
