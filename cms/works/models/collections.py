"""Curated collections: works that somebody put together under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.conference.models.dated import in_active_language
from cms.works.models.works import Work

if TYPE_CHECKING:
    from cms.works.models.works import WorkQuerySet


class CuratedCollection(models.Model):
    """A named set of works; being in one lets nobody read what they may not."""

    name_en = models.CharField(_("name (English)"), max_length=200)
    name_es = models.CharField(_("name (Spanish)"), max_length=200)
    slug = models.SlugField(_("part of its address"), max_length=60, unique=True)
    description_en = models.TextField(
        _("description (English)"), blank=True, max_length=4000
    )
    description_es = models.TextField(
        _("description (Spanish)"), blank=True, max_length=4000
    )
    # Whether readers find it; what is in it they read by their own rights alone.
    is_shown = models.BooleanField(_("shown to readers"), default=True)
    works: models.ManyToManyField[Work, Any] = models.ManyToManyField(
        Work, through="CollectionEntry", related_name="collections"
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("curated collection")
        verbose_name_plural = _("curated collections")
        ordering = ("name_en", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_active_language(self.name_en, self.name_es)

    @property
    def description(self) -> str:
        """The description in the active language."""
        return in_active_language(self.description_en, self.description_es)

    def works_for(self, user: Any) -> WorkQuerySet:
        """Return those of its works that a person may read at this moment."""
        from cms.works.audiences import tokens_for

        return Work.objects.filter(collection_entries__collection=self).open_to(
            tokens_for(user)
        )


class CollectionEntry(models.Model):
    """A work in a collection: since when, and who put it there."""

    collection = models.ForeignKey(
        CuratedCollection, on_delete=models.PROTECT, related_name="entries"
    )
    work = models.ForeignKey(
        Work, on_delete=models.PROTECT, related_name="collection_entries"
    )
    # The curator's order, from 1; 0: after those that have a place, newest first.
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("work in a collection")
        verbose_name_plural = _("works in collections")
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["collection", "work"], name="work_once_in_collection"
            ),
        )

    def __str__(self) -> str:
        return f"{self.collection_id}: {self.work_id}"
