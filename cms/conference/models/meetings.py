"""Bodies of the Conference and their meetings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.conference.dates import Precision, say_dates
from cms.conference.models.parties import Party, in_active_language
from cms.conference.numerals import roman


class Body(models.Model):
    """A body that meets: the Vice-Ministers, the Consultation Group, a network."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_es = models.CharField(_("name (Spanish)"), max_length=200)
    meeting_en = models.CharField(_("its meeting (English)"), max_length=200)
    meeting_es = models.CharField(_("its meeting (Spanish)"), max_length=200)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_active_language(self.name_en, self.name_es)


class Meeting(models.Model):
    """One meeting of one body; dates as well as they are known."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body")
    )
    ordinal = models.PositiveSmallIntegerField(_("ordinal"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True, db_index=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    precision = models.CharField(
        _("known to the"),
        max_length=10,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    city_en = models.CharField(_("city (English)"), max_length=200, blank=True)
    city_es = models.CharField(_("city (Spanish)"), max_length=200, blank=True)
    host = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_meetings",
        verbose_name=_("host"),
    )
    theme_en = models.CharField(_("theme (English)"), max_length=300, blank=True)
    theme_es = models.CharField(_("theme (Spanish)"), max_length=300, blank=True)
    is_fictional = models.BooleanField(_("fictional"), default=False)
    # How sure the facts are, and where they were read.
    certainty = models.CharField(_("certainty"), max_length=400, blank=True)
    source = models.CharField(_("source"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-starts_on", "-ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=["body", "ordinal"], name="one_meeting_per_ordinal"
            ),
            models.CheckConstraint(
                condition=models.Q(precision=Precision.UNKNOWN)
                | models.Q(starts_on__isnull=False),
                name="meeting_date_or_unknown",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="meeting_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Such as "XX Vice-Ministerial Meeting", or with its date if uncounted."""
        kind = in_active_language(self.body.meeting_en, self.body.meeting_es)
        if self.ordinal:
            return f"{roman(self.ordinal)} {kind}"
        return f"{kind}, {self.dates}"

    @property
    def year(self) -> int | None:
        """The year, where it is known."""
        return self.starts_on.year if self.starts_on else None

    @property
    def city(self) -> str:
        """The city in the active language, empty if unknown."""
        return in_active_language(self.city_en, self.city_es)

    @property
    def theme(self) -> str:
        """The theme in the active language; in the other one if only that is known."""
        return in_active_language(self.theme_en, self.theme_es)

    @property
    def theme_language(self) -> str:
        """The language in which ``theme`` is given, for its ``lang`` attribute."""
        spanish = (get_language() or "en").startswith("es")
        if spanish:
            return "es" if self.theme_es else "en"
        return "en" if self.theme_en else "es"

    @property
    def dates(self) -> str:
        """The dates in words of the active language, as exactly as known."""
        return say_dates(self.starts_on, self.ends_on, self.precision)

    @property
    def place(self) -> str:
        """City and host country, whichever are known."""
        names = [self.city, self.host.name if self.host else ""]
        return ", ".join(dict.fromkeys(name for name in names if name))
