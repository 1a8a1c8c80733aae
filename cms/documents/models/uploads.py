"""Files on their way in: received piece by piece, then looked at, then a document."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from cms.documents.models.files import Document
from cms.documents.readers.errors import message_for

# Why a file is refused that could be read.
NOT_ALLOWED, FIXED = "not_allowed", "fixed"
REFUSALS: dict[str, str | Promise] = {
    NOT_ALLOWED: _("You may no longer add files, so this one was not taken in."),
    FIXED: _("The file that it was to replace belongs to a text that is fixed by now."),
}


class Upload(models.Model):
    """One file that a person sends, and what became of it; nobody else sees it.

    ``offset`` is how many bytes are surely on the disk: a transfer that broke off goes
    on from there (tus 1.0). The bytes lie in the store's private folder until the file
    is a document.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("on its way")
        RECEIVED = "received", _("being looked at")
        ASKED = "asked", _("waits for your answer")
        TAKEN = "taken", _("taken in")
        REFUSED = "refused", _("refused")

    UNSETTLED = (State.RECEIVING, State.RECEIVED, State.ASKED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("file name"), max_length=200)
    title = models.CharField(_("title"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    offset = models.PositiveBigIntegerField(default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.RECEIVING
    )
    # A code, of REFUSALS or cms.documents.readers.errors; said in words when shown.
    refusal = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    collection = models.ForeignKey(
        Collection, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # What it became; its newest version may be a later one.
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    moved_at = models.DateTimeField(_("last progress at"))
    expires_at = models.DateTimeField(_("kept until"), db_index=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ("-created_at",)
        indexes = (models.Index(fields=["owner", "state"], name="uploads_of_a_person"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("size")),
                name="no_more_received_than_announced",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """All announced bytes are on the disk."""
        return self.offset == self.size

    @property
    def why_refused(self) -> str | Promise:
        """Give the sentence for the person; empty if it was not refused."""
        if not self.refusal:
            return ""
        return REFUSALS.get(self.refusal) or message_for(self.refusal)
