"""The texts of a Work: one Expression for each language, and its paragraphs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.works.models.works import Work
from cms.works.querysets import FROZEN, FrozenQuerySet


class ExpressionQuerySet(FrozenQuerySet):
    """Texts; frozen ones keep what was decided on."""

    fixed = frozenset(
        {"work", "language", "title", "page", "canonical", "sha256", "revision"}
    )
    is_frozen = ~Q(sha256="")


class ParagraphQuerySet(FrozenQuerySet):
    """Paragraphs; those of frozen texts stay word for word."""

    fixed = frozenset(
        {
            "expression", "block_id", "position", "number", "kind", "label", "level",
            "text", "charged",
        }
    )  # fmt: skip
    is_frozen = ~Q(expression__sha256="")


class Expression(models.Model):
    """The text of a Work in one language; frozen when the Work is settled."""

    class Status(models.TextChoices):
        ORIGINAL = "original", _("original")
        OFFICIAL = "official", _("official translation")
        UNOFFICIAL = "unofficial", _("unofficial translation")

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="expressions")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    status = models.CharField(
        _("status of the text"),
        max_length=20,
        choices=Status.choices,
        default=Status.ORIGINAL,
    )
    title = models.CharField(_("title"), max_length=500)
    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="expression",
    )
    # The frozen text: canonical JSON (see canonical.py) and its SHA-256.
    canonical = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    # How many words the frozen text has: what its reading time is reckoned from.
    words = models.PositiveIntegerField(_("words"), null=True, editable=False)

    objects = ExpressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("expression")
        verbose_name_plural = _("expressions")
        constraints = (
            models.UniqueConstraint(
                fields=["work", "language"], name="one_expression_per_language"
            ),
            models.CheckConstraint(
                condition=Q(sha256="", canonical="")
                | (~Q(sha256="") & ~Q(canonical="")),
                name="frozen_text_has_hash",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a frozen text refuses to change (TypeError)."""
        frozen = self._frozen()
        if frozen and frozen != {name: getattr(self, name) for name in frozen}:
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft's record; a frozen text refuses (TypeError)."""
        if self._frozen():
            raise TypeError(FROZEN)
        return super().delete(*args, **kwargs)

    def _frozen(self) -> dict[str, Any] | None:
        """Return what must not change any more, or nothing while it is a draft."""
        names = ("sha256", "canonical", "title", "language", "work_id", "revision_id")
        kept = type(self).objects.filter(pk=self.pk).exclude(sha256="")
        return kept.values(*names).first() if self.pk else None

    @property
    def url(self) -> str:
        """The address of its page, empty if it has none."""
        return (self.page.get_url() or "") if self.page else ""


class Paragraph(models.Model):
    """A paragraph of a settled text, so that others can point at it."""

    expression = models.ForeignKey(
        Expression, on_delete=models.CASCADE, related_name="paragraphs"
    )
    # The block's UUID: shared by the language versions, stable for ever.
    block_id = models.UUIDField(db_index=True)
    position = models.PositiveIntegerField()
    # Counted from 1 over what can be cited: not headings, not the opening.
    number = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=30, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    charged = models.JSONField(default=list)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["expression", "position"], name="paragraph_position"
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.text[:60]}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a paragraph of a frozen text refuses to change (TypeError)."""
        if self.pk and self._is_frozen():
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft's row; one of a frozen text refuses (TypeError)."""
        if self._is_frozen():
            raise TypeError(FROZEN)
        return super().delete(*args, **kwargs)

    def _is_frozen(self) -> bool:
        return (
            Expression.objects.filter(pk=self.expression_id).exclude(sha256="").exists()
        )
