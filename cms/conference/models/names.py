"""Names in both languages; the present one on the record, earlier ones dated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cms.conference.models.dated import DatedFact, DatedQuerySet, in_active_language

if TYPE_CHECKING:
    import datetime as dt


class Named(models.Model):
    """A name and perhaps an acronym, in both languages."""

    name_en = models.CharField(_("name (English)"), max_length=200)
    name_es = models.CharField(_("name (Spanish)"), max_length=200)
    acronym_en = models.CharField(_("acronym (English)"), max_length=30, blank=True)
    acronym_es = models.CharField(_("acronym (Spanish)"), max_length=30, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_active_language(self.name_en, self.name_es)

    @property
    def acronym(self) -> str:
        """The acronym in the active language, empty if there is none."""
        return in_active_language(self.acronym_en, self.acronym_es)


class PartyName(Named, DatedFact):
    """A name that a party bears or bore, in time."""

    party = models.ForeignKey(
        "conference.Party", on_delete=models.PROTECT, related_name="names"
    )
    official_en = models.CharField(
        _("long-form name (English)"), max_length=200, blank=True
    )
    official_es = models.CharField(
        _("long-form name (Spanish)"), max_length=200, blank=True
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a party")
        verbose_name_plural = _("names of parties")
        ordering = (F("starts_on").asc(nulls_first=True), "id")


class BodyName(Named, DatedFact):
    """A name that a body bears or bore, in time."""

    body = models.ForeignKey(
        "conference.Body", on_delete=models.PROTECT, related_name="names"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a body")
        verbose_name_plural = _("names of bodies")
        ordering = (F("starts_on").asc(nulls_first=True), "id")


def name_on(record: Any, day: dt.date) -> str:
    """Return the name that a party or body bore on a day, in the active language.

    Where it is certain, that one; where several are possible, all of them; a record
    without dated names has always been called what it is called now.
    """
    names = list(record.names.all())
    known = [name for name in names if name.is_certain_on(day)] or [
        name for name in names if name.is_possible_on(day)
    ]
    return " / ".join(dict.fromkeys(name.name for name in known)) or record.name


def check_no_circle(record: Any, field: str) -> None:
    """Refuse a record that would stand above itself (ValidationError)."""
    above, seen = getattr(record, field), set()
    while above is not None:
        if above.pk == record.pk and record.pk is not None:
            raise ValidationError(
                {field: _("It cannot be a part of itself, not even through others.")}
            )
        if above.pk in seen:
            return
        seen.add(above.pk)
        above = getattr(above, field)
