"""Rev.N: the words of a draft as they were when it was circulated."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.works.canonical import ParagraphData
from cms.works.models.texts import Expression
from cms.works.models.works import Work
from cms.works.querysets import FROZEN, FrozenQuerySet


class NeverChanged(FrozenQuerySet):
    """Rows that are written once: no bulk write reaches any of them."""

    is_frozen = ~Q(pk=None)

    def update(self, **_kwargs: Any) -> int:
        """Refuse."""
        raise TypeError(FROZEN)


class WrittenOnce(models.Model):
    """A row that is written once and never changed or deleted."""

    objects = NeverChanged.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save what is new; raises TypeError for what stands already."""
        if self.pk:
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse with TypeError."""
        raise TypeError(FROZEN)


class CirculatedDraft(WrittenOnce):
    """A draft as circulated under its symbol and Rev.N; adoption drops the Rev."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="circulated")
    number = models.PositiveIntegerField(_("number"))
    symbol = models.CharField(_("symbol"), max_length=100, unique=True)
    # Of all languages and files together, as a decision counts them.
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("note"), max_length=300, blank=True)
    circulated_at = models.DateTimeField(_("circulated at"))
    circulated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("circulated draft")
        verbose_name_plural = _("circulated drafts")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["work", "number"], name="one_draft_per_rev_number"
            ),
        )

    def __str__(self) -> str:
        return self.symbol


class CirculatedText(WrittenOnce):
    """The words of one language of a circulated draft, frozen."""

    draft = models.ForeignKey(
        CirculatedDraft, on_delete=models.PROTECT, related_name="texts"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    status = models.CharField(
        _("status of the text"), max_length=20, choices=Expression.Status.choices
    )
    title = models.CharField(_("title"), max_length=500)
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("circulated text")
        verbose_name_plural = _("circulated texts")
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(
                fields=["draft", "language"], name="one_circulated_text_per_language"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title_block(self) -> str:
        """The lines above the text, as they were."""
        return str(json.loads(self.canonical)["title_block"])

    def paragraphs(self) -> list[ParagraphData]:
        """Return the paragraphs as they were, in reading order."""
        return [
            ParagraphData(**{**row, "charged": tuple(row["charged"])})
            for row in json.loads(self.canonical)["paragraphs"]
        ]
