"""What is kept for how long: a row for each class, and what single items say."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.documents.models import Document
from cms.works.models import Work

BY_ACTION = "The table of what is kept is changed by its action only"
LONGEST_YEARS = 100


class Keep(models.TextChoices):
    """What happens in the end. Nothing is ever removed by itself."""

    FOR_EVER = "for_ever", _("kept for ever")
    REVIEW = "review", _("reviewed after a number of years")
    PERSONAL = "personal", _("personal data, removed after a number of years")


class RetentionQuerySet(models.QuerySet["RetentionClass"]):
    """Rows of the table; they refuse to be changed in bulk."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(BY_ACTION)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError(BY_ACTION)


class RetentionClass(models.Model):
    """How long papers of one type, or files of one kind, are kept."""

    # What the action may change; each change is one audit event with its reason.
    RULES = ("keep", "years", "source")

    # The code of a type of Work, or of a kind of free-standing file.
    code = models.SlugField(_("type"), max_length=40, unique=True)
    keep = models.CharField(_("kept"), max_length=20, choices=Keep.choices)
    years = models.PositiveSmallIntegerField(
        _("years"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_YEARS)],
    )
    # A clause or a decision; empty: the Secretariat has still to decide.
    source = models.CharField(
        _("clause or decision"),
        max_length=200,
        blank=True,
        help_text=_("Empty: the Conference has no rule; the Secretariat is to decide."),
    )

    objects = RetentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("retention class")
        verbose_name_plural = _("retention classes")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(keep="for_ever", years__isnull=True)
                | (~Q(keep="for_ever") & Q(years__gte=1)),
                name="years_unless_for_ever",
            ),
        )

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Enter the row once; a change comes by the action (TypeError otherwise)."""
        if not self._state.adding and not getattr(self, "changed_by_action", False):
            raise TypeError(BY_ACTION)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(BY_ACTION)


class ItemRetention(models.Model):
    """What is said of one work or free-standing file, with the reason for it."""

    work = models.OneToOneField(
        Work, on_delete=models.CASCADE, null=True, related_name="retention"
    )
    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, null=True, related_name="retention"
    )
    # Empty: the class of its type.
    code = models.SlugField(_("class"), max_length=40, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    # Marked for removal: who keeps the archive removes it, nothing does by itself.
    marked_at = models.DateTimeField(_("marked for removal at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    said_at = models.DateTimeField(_("said at"))
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("retention of an item")
        verbose_name_plural = _("retention of items")
        constraints = (
            models.CheckConstraint(
                condition=Q(work__isnull=False, document__isnull=True)
                | Q(work__isnull=True, document__isnull=False),
                name="retention_of_one_item",
            ),
        )

    def __str__(self) -> str:
        return f"{self.work_id or self.document_id}: {self.code or self.keep_until}"


class Review(models.Model):
    """A day on which it was looked for what falls due, and how much there was."""

    day = models.DateField(_("day"), unique=True)
    works = models.PositiveIntegerField(_("papers"), default=0)
    files = models.PositiveIntegerField(_("files"), default=0)

    class Meta:
        verbose_name = _("review of what falls due")
        verbose_name_plural = _("reviews of what falls due")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day}"
