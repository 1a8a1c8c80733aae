"""Bodies of the Conference and their meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.conference.dates import Precision, check_day, say_dates
from cms.conference.edges import Edge
from cms.conference.models.bodies import Body
from cms.conference.models.dated import Sourced, in_active_language
from cms.conference.models.parties import Party
from cms.conference.numerals import roman

# Roman numerals end here.
HIGHEST_ORDINAL = 399
# Known from the first day to the last.
_BOTH_ENDS = (Precision.DAY, Precision.BETWEEN, Precision.AROUND)


class Meeting(Sourced):
    """One meeting of one body; dates as well as they are known."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary meeting")
        EXTRAORDINARY = "extraordinary", _("extraordinary meeting")
        WORKSHOP = "workshop", _("workshop or seminar")
        PLENARY = "plenary", _("plenary of conferences")

    class Status(models.TextChoices):
        HELD = "held", _("held")
        ANNOUNCED = "announced", _("announced")
        CANCELLED = "cancelled", _("cancelled")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        VIRTUAL = "virtual", _("virtual")
        HYBRID = "hybrid", _("in person and virtual")

    # A key of its own for meetings that no ordinal tells apart; never shown to readers.
    code = models.SlugField(_("key"), max_length=60, unique=True, null=True, blank=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.ORDINARY
    )
    ordinal = models.PositiveSmallIntegerField(
        _("ordinal"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_ORDINAL)],
    )
    title_en = models.CharField(
        _("title (English)"),
        max_length=250,
        blank=True,
        help_text=_("Of a workshop, seminar or the like; others are called by kind."),
    )
    title_es = models.CharField(_("title (Spanish)"), max_length=250, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.HELD
    )
    starts_on = models.DateField(
        _("from"), null=True, blank=True, db_index=True, validators=[check_day]
    )
    ends_on = models.DateField(
        _("until"), null=True, blank=True, validators=[check_day]
    )
    precision = models.CharField(
        _("known to the"),
        max_length=10,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    # The week of the technical meetings around it, where that is what is known.
    span_starts_on = models.DateField(
        _("whole week from"), null=True, blank=True, validators=[check_day]
    )
    span_ends_on = models.DateField(
        _("whole week until"), null=True, blank=True, validators=[check_day]
    )
    span_precision = models.CharField(
        _("whole week known to the"),
        max_length=10,
        choices=Precision.choices,
        blank=True,
    )
    format = models.CharField(
        _("format"), max_length=20, choices=Format.choices, blank=True
    )
    city_en = models.CharField(_("city (English)"), max_length=200, blank=True)
    city_es = models.CharField(_("city (Spanish)"), max_length=200, blank=True)
    venue_en = models.CharField(_("venue (English)"), max_length=200, blank=True)
    venue_es = models.CharField(_("venue (Spanish)"), max_length=200, blank=True)
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

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-starts_on", "-ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=["body", "ordinal"],
                name="one_meeting_per_ordinal",
            ),
            models.CheckConstraint(
                condition=Q(precision=Precision.UNKNOWN) | Q(starts_on__isnull=False),
                name="meeting_date_or_unknown",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="meeting_ends_after_start",
                violation_error_message=_("The end lies before the beginning."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse dates that contradict themselves."""
        super().clean()
        # An empty key would be one that no second meeting may have.
        self.code = self.code or None
        problems = _span_problems(self.starts_on, self.ends_on, self.precision)
        names = {"starts_on": "span_starts_on", "ends_on": "span_ends_on"}
        if self.span_precision or self.span_starts_on or self.span_ends_on:
            self.span_precision = self.span_precision or Precision.DAY
            week = _span_problems(
                self.span_starts_on, self.span_ends_on, self.span_precision
            )
            problems |= {names[name]: said for name, said in week.items()}
        if problems:
            raise ValidationError(problems)

    @property
    def name(self) -> str:
        """Such as "XX Vice-Ministerial Meeting", or with its date if uncounted."""
        if self.title:
            return self.title
        kind = in_active_language(self.body.meeting_en, self.body.meeting_es)
        if self.ordinal:
            # A form may hold one that no numeral says, until it is refused.
            can_be_said = 0 < self.ordinal <= HIGHEST_ORDINAL
            number = roman(self.ordinal) if can_be_said else str(self.ordinal)
            return f"{number} {kind}"
        return f"{kind}, {self.dates}"

    @property
    def title(self) -> str:
        """The title of its own in the active language, empty if it has none."""
        return in_active_language(self.title_en, self.title_es)

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
        return in_active_language(self.theme_en and "en", self.theme_es and "es")

    @property
    def dates(self) -> str:
        """The dates in words of the active language, as exactly as known."""
        return say_dates(self.starts_on, self.ends_on, self.precision)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it did not take place, or nobody says that it did though it is past.

        A meeting still to come is announced, and needs no word on it.
        """
        if self.status == self.Status.CANCELLED:
            return True
        days = self.possible_days
        is_past = days is None or days[1] < timezone.localdate()
        return self.status == self.Status.ANNOUNCED and is_past

    @property
    def status_said(self) -> str:
        """The status in words, with the doubt where there is one."""
        if self.is_unconfirmed and self.status == self.Status.ANNOUNCED:
            return gettext("announced; not confirmed that it was held so")
        return str(self.get_status_display())

    @property
    def span_dates(self) -> str:
        """The week around it in words; empty if nothing is known of it."""
        if not self.span_precision:
            return ""
        return say_dates(self.span_starts_on, self.span_ends_on, self.span_precision)

    @property
    def venue(self) -> str:
        """The house in which it met, in the active language, empty if unknown."""
        return in_active_language(self.venue_en, self.venue_es)

    @property
    def month_is_known(self) -> bool:
        """Whether the month can be told from its first day."""
        if self.starts_on is None or self.precision == Precision.YEAR:
            return False
        if self.precision == Precision.BETWEEN and self.ends_on:
            return f"{self.starts_on:%Y-%m}" == f"{self.ends_on:%Y-%m}"
        return self.precision != Precision.UNKNOWN

    @property
    def possible_days(self) -> tuple[dt.date, dt.date] | None:
        """The earliest and the latest day on which it can have met; None: unknown."""
        if self.starts_on is None or self.precision == Precision.UNKNOWN:
            return None
        if self.precision in (Precision.DAY, Precision.BETWEEN):
            return self.starts_on, self.ends_on or self.starts_on
        known = Precision.AROUND if self.precision == Precision.FROM else self.precision
        first, last = Edge(self.starts_on, None, known).bounds
        if self.precision == Precision.FROM:
            first = self.starts_on
        return first or self.starts_on, max(
            last or self.starts_on, self.ends_on or self.starts_on
        )

    @property
    def place(self) -> str:
        """City and host country, whichever are known."""
        names = [self.city, self.host.name if self.host else ""]
        return ", ".join(dict.fromkeys(name for name in names if name))


def _span_problems(
    starts: dt.date | None, ends: dt.date | None, precision: str
) -> dict[str, Any]:
    """Return what contradicts itself in a span of days, by field."""
    if precision == Precision.UNKNOWN and (starts or ends):
        return {"starts_on": _("Unknown dates are left empty.")}
    if precision != Precision.UNKNOWN and starts is None:
        return {"starts_on": _("Give the first day, or say that it is unknown.")}
    if starts and ends and ends < starts:
        return {"ends_on": _("The end lies before the beginning.")}
    if ends and precision not in _BOTH_ENDS:
        return {"ends_on": _("Leave the last day empty where it is not known.")}
    if precision == Precision.BETWEEN and ends is None:
        return {"ends_on": _("Give the later of the two days.")}
    return {}
