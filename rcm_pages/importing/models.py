"""An import: a file on its way to becoming a page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting
from cms.documents.models import Document


class Import(models.Model):
    """What was recognised in a paper, kept until a person has reviewed it.

    ``result`` holds the recognised paper (see ``outcome.py``); the editor's corrections
    replace it, nothing is built before they say so.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being read")
        REVIEW = "review", _("to be reviewed")
        DONE = "done", _("page made")
        FAILED = "failed", _("could not be read")

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="import_record"
    )
    # Nobody: the paper does not tell at which meeting it belongs; its editor will.
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="imports",
        null=True,
        blank=True,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, blank=True)
    type_code = models.SlugField(max_length=40, blank=True)
    source_lines = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=40, blank=True)
    is_sample = models.BooleanField(default=False)
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Counts the saves, so that two editors cannot overwrite each other unseen.
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.document.title


class ImportEdition(models.Model):
    """What an import held before a save, so that the save can be undone."""

    record = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="editions"
    )
    # The import's edition at that time.
    number = models.PositiveIntegerField()
    result = models.JSONField()
    type_code = models.SlugField(max_length=40, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="+", null=True
    )
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("earlier state of an import")
        verbose_name_plural = _("earlier states of imports")
        ordering = ("record", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("record", "number"), name="one_import_edition_of_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record} ({self.number})"
