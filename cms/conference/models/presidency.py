"""Terms of the Presidency Pro-Tempore."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models.parties import Party


class PresidencyTerm(models.Model):
    """A party's term, with instants for edges; unknown edges stay empty.

    A term whose end is unknown, or past while no successor has begun, holds over.
    """

    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="presidency_terms"
    )
    # The order of terms where instants are unknown: the ordinal of its meeting.
    ordinal = models.PositiveSmallIntegerField(_("ordinal"), unique=True)
    starts_at = models.DateTimeField(_("begins at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    # When it was first seen to have begun. From then on it has begun for good, though
    # the clock of the machine be put back: a right that has passed does not return.
    began_at = models.DateTimeField(_("seen to have begun at"), null=True, blank=True)
    # When the rooms above were told of the hand-over.
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)
    is_fictional = models.BooleanField(_("fictional"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("presidency term")
        verbose_name_plural = _("presidency terms")
        ordering = ("ordinal",)
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="presidency_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["starts_at"], name="one_presidency_per_start"
            ),
            models.UniqueConstraint(fields=["ends_at"], name="one_presidency_per_end"),
            models.CheckConstraint(
                condition=Q(began_at__isnull=True)
                | Q(starts_at__isnull=False, began_at__gte=F("starts_at")),
                name="presidency_seen_after_start",
            ),
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True) | Q(began_at__isnull=False),
                name="presidency_announced_once_seen",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ordinal} {self.party}"
