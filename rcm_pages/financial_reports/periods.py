"""The half-years that financial reports account for: I-2016, II-2015."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_HALVES = {"I": 1, "II": 2, "1": 1, "2": 2}
_WRITTEN = re.compile(r"\s*(I{1,2}|[12])\s*[-–—‑/ ]\s*(\d{4})\s*", re.IGNORECASE)
# The Conference first met in 1996.
FIRST_YEAR, LAST_YEAR = 1996, 2100


class NotAPeriodError(ValueError):
    """Something that names no half-year; ``str()`` is for the person."""


@dataclass(frozen=True, order=True)
class Period:
    """A half-year; earlier ones sort before later ones."""

    year: int
    half: int

    def __post_init__(self) -> None:
        if self.half not in (1, 2) or not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise NotAPeriodError(_what_is_expected())

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "I-2016" (also "1-2016", "i / 2016"); raises NotAPeriodError."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise NotAPeriodError(_what_is_expected())
        return cls(int(found[2]), _HALVES[found[1].upper()])

    @classmethod
    def of(cls, day: dt.date) -> Period:
        """The half-year in which a day lies; raises NotAPeriodError."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    def __str__(self) -> str:
        return f"{'I' * self.half}-{self.year}"

    @property
    def before(self) -> Period:
        """The half-year before; raises NotAPeriodError before the first of all."""
        return Period(self.year - (self.half == 1), 3 - self.half)

    @property
    def first_day(self) -> dt.date:
        """1 January or 1 July."""
        return dt.date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_day(self) -> dt.date:
        """30 June or 31 December."""
        return (
            dt.date(self.year, 6, 30) if self.half == 1 else dt.date(self.year, 12, 31)
        )

    @property
    def stored(self) -> str:
        """As the database keeps it, so that text sorts as time does: "2016-1"."""
        return f"{self.year}-{self.half}"


def _what_is_expected() -> str:
    return gettext(
        "A half-year is expected, such as I-2016 (January to June) or II-2016 (July "
        "to December)."
    )


if TYPE_CHECKING:
    _CharField = models.CharField[Period | str, Period]
else:
    _CharField = models.CharField


class PeriodField(_CharField):
    """Keeps a Period, sortable; a form shows and takes it as "I-2016"."""

    description = _("half-year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 6
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_args: Any) -> Period | None:
        """Read what is stored."""
        if value is None:
            return None
        year, half = value.split("-")
        return Period(int(year), int(half))

    def to_python(self, value: Any) -> Any:
        """Take a Period or its writing; raises ValidationError for anything else."""
        if value is None or isinstance(value, Period):
            return value
        try:
            return Period.parse(str(value))
        except NotAPeriodError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> Any:
        """Write a Period, or what names one, as it is stored."""
        period = self.to_python(value)
        return period.stored if period else period

    def value_to_string(self, obj: models.Model) -> str:
        """Write a Period as people do, for serializers."""
        return str(self.value_from_object(obj))
