"""What every dated fact carries: two edges, how sure it is, where it was read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.conference.dates import Certainty, Precision, check_day
from cms.conference.edges import EDGE_PRECISIONS, Edge

ONE_DAY = dt.timedelta(days=1)
_CHOICES = [(precision.value, precision.label) for precision in EDGE_PRECISIONS]
EDGES = frozenset(
    {"starts_on", "starts_by", "starts_precision", "ends_on", "ends_by"}
    | {"ends_precision", "recorded_on"}
)
# Fields that follow from others at each saving.
WORKED_OUT = ("starts_precision", "ends_precision", "certain_from", "certain_until")
_ANY_DAY = _("Of a month or a year, any day in it.")
_SECOND_DAY = _("Only where the day lies between two days, or is unknown.")
_TWO_DAYS = (Precision.BETWEEN, Precision.UNKNOWN)


def in_active_language(english: str, spanish: str) -> str:
    """Choose the text of the active language; the other one where it is missing."""
    if (get_language() or "en").startswith("es"):
        return spanish or english
    return english or spanish


def name_field() -> str:
    """Return the field by which names are sorted in the active language."""
    return in_active_language("name_en", "name_es")


class Sourced(models.Model):
    """A fact with its certainty, a note in both languages, and where it was read."""

    certainty = models.CharField(
        _("certainty"), max_length=20, choices=Certainty.choices, blank=True
    )
    note_en = models.CharField(_("note (English)"), max_length=400, blank=True)
    note_es = models.CharField(_("note (Spanish)"), max_length=400, blank=True)
    source = models.CharField(_("source"), max_length=400, blank=True)

    class Meta:
        abstract = True

    @property
    def note(self) -> str:
        """The note in the active language; in the other one if only that is there."""
        return in_active_language(self.note_en, self.note_es)

    @property
    def note_language(self) -> str:
        """The language in which ``note`` is given, for its ``lang`` attribute."""
        return in_active_language(self.note_en and "en", self.note_es and "es")


class DatedQuerySet(models.QuerySet):
    """Dated facts; what is uncertain gives no right."""

    def update(self, **values: Any) -> int:
        """Update rows; where edges change, the certain days follow row by row."""
        if not EDGES & values.keys():
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = list(self.values_list("pk", flat=True))
            updated = super().update(**values)
            for row in self.model._default_manager.filter(pk__in=keys):
                row.save()
        return updated

    def on(self, day: dt.date | None = None) -> DatedQuerySet:
        """Those certainly in force on a day (today, if none is given), ends included.

        A day on which a fact may or may not have been in force does not count.
        """
        day = day or timezone.localdate()
        return self.throughout(day, day)

    def throughout(self, first: dt.date, last: dt.date) -> DatedQuerySet:
        """Those certainly in force from one day to another, both included."""
        return self.filter(
            Q(certain_from__isnull=True) | Q(certain_from__lte=first),
            Q(certain_until__isnull=True) | Q(certain_until__gte=last),
        )


class DatedFact(Sourced):
    """A fact with a beginning and perhaps an end, each as well as it is known.

    ``certain_from`` and ``certain_until`` follow from the edges each time it is saved
    or updated. A fact whose beginning is not known at all counts from the day on which
    it was recorded as being in force.
    """

    starts_on = models.DateField(
        _("from"),
        null=True,
        blank=True,
        validators=[check_day],
        help_text=_ANY_DAY,
    )
    starts_by = models.DateField(
        _("from, at the latest"),
        null=True,
        blank=True,
        validators=[check_day],
        help_text=_SECOND_DAY,
    )
    starts_precision = models.CharField(
        _("beginning known to the"),
        max_length=10,
        choices=_CHOICES,
        blank=True,
    )
    ends_on = models.DateField(
        _("until"),
        null=True,
        blank=True,
        validators=[check_day],
        help_text=_ANY_DAY,
    )
    ends_by = models.DateField(
        _("until, at the latest"),
        null=True,
        blank=True,
        validators=[check_day],
        help_text=_SECOND_DAY,
    )
    # Empty as long as the fact has not ended.
    ends_precision = models.CharField(
        _("end known to the"), max_length=10, choices=_CHOICES, blank=True
    )
    recorded_on = models.DateField(
        _("recorded on"), default=timezone.localdate, editable=False
    )
    certain_from = models.DateField(null=True, editable=False)
    certain_until = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the certain days worked out."""
        self.work_out_certainty()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, *WORKED_OUT}
        super().save(*args, **kwargs)

    @property
    def start(self) -> Edge:
        """Its beginning."""
        return Edge(self.starts_on, self.starts_by, self.starts_precision)

    @property
    def end(self) -> Edge | None:
        """Its end; None while it has not ended."""
        if not self.ends_precision:
            return None
        return Edge(self.ends_on, self.ends_by, self.ends_precision)

    def is_certain_on(self, day: dt.date) -> bool:
        """Tell whether it was certainly in force on a day."""
        first, last = self.certain_from, self.certain_until
        return (first is None or first <= day) and (last is None or last >= day)

    def is_possible_on(self, day: dt.date) -> bool:
        """Tell whether it may have been in force on a day."""
        first, last = self.start.earliest, self.end.latest if self.end else None
        return (first is None or first <= day) and (last is None or last >= day)

    def say_precision(self) -> None:
        """A day given without a word on its precision is meant as that day."""
        if not self.starts_precision:
            known = bool(self.starts_on and not self.starts_by)
            self.starts_precision = Precision.DAY if known else Precision.UNKNOWN
        if not self.ends_precision and (self.ends_on or self.ends_by):
            known = bool(self.ends_on and not self.ends_by)
            self.ends_precision = Precision.DAY if known else Precision.UNKNOWN

    def work_out_certainty(self) -> None:
        """Let the certain days follow from the edges; a later edge only narrows them.

        A fact that ended on a day without any bound is certain on no day at all.
        """
        self.say_precision()
        self.certain_from = self.start.latest or self.recorded_on
        self.certain_until = None
        if self.end:
            self.certain_until = self.end.earliest or self.certain_from - ONE_DAY

    def clean(self) -> None:
        """Refuse edges that contradict themselves or each other."""
        super().clean()
        self.say_precision()
        problems = edge_problems("starts", self.start)
        if self.end:
            problems |= edge_problems("ends", self.end)
        if not problems and self.end:
            first, last = self.start.earliest, self.end.latest
            if first and last and last < first:
                problems["ends_on"] = _("The end lies before the beginning.")
        if problems:
            raise ValidationError(problems)


def edge_problems(name: str, edge: Edge) -> dict[str, Any]:
    """Return what contradicts itself in one edge, by field."""
    if edge.precision not in _TWO_DAYS and edge.by:
        return {
            f"{name}_by": _("Only “between two days” and “unknown” take a second day.")
        }
    if edge.precision != Precision.UNKNOWN and not edge.on:
        return {f"{name}_on": _("Give the day, or say that it is unknown.")}
    if edge.precision == Precision.BETWEEN and not edge.by:
        return {f"{name}_by": _("Give the later of the two days.")}
    if edge.on and edge.by and edge.by < edge.on:
        return {f"{name}_by": _("The latest day lies before the earliest.")}
    return {}
