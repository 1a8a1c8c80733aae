"""Saved listings: collections that hold whatever a filter finds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.works.models import CuratedCollection


class SavedListing(models.Model):
    """The filter of a collection: it holds what readers may read of what it finds.

    Works that were put into the collection by hand stand before these.
    """

    collection = models.OneToOneField(
        CuratedCollection,
        on_delete=models.PROTECT,
        related_name="listing",
        verbose_name=_("collection"),
    )
    # As ``Question.filter_query`` writes it; never a page, sort or view.
    query = models.CharField(_("filter"), max_length=2000)
    kept_at = models.DateTimeField(_("kept at"), auto_now=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("saved listing")
        verbose_name_plural = _("saved listings")

    def __str__(self) -> str:
        return self.query

    @property
    def data(self) -> QueryDict:
        """The filter as the parameters of an address."""
        return QueryDict(self.query)
