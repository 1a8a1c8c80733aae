"""Days of meetings as the papers print them, in English and Spanish."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .marks import plain

# fmt: off
_EN = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)
_ES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
    "septiembre", "octubre", "noviembre", "diciembre",
)
# fmt: on
MONTHS = {name: number for names in (_EN, _ES) for number, name in enumerate(names, 1)}
MONTHS["setiembre"] = 9
MONTH = "|".join(MONTHS)
DAY = r"\d{1,2}(?:st|nd|rd|th|º|°)?"
_TO = r"\s*(?:,|-|–|—|to|and|y|al|a|&|through)\s*(?:el\s+|the\s+)?"
_DAYS = rf"{DAY}(?:(?:{_TO}){DAY})*"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # November 11-12, 2015; June 30 - July 2, 2014
        rf"\b(?P<m1>{MONTH})\s+(?P<d1>{_DAYS})"
        rf"(?:{_TO}(?P<m2>{MONTH})\s+(?P<d2>{DAY}))?\s*,?\s+(?:of\s+)?(?P<y>\d{{4}})\b",
        # 11-12 November 2015; 27, 28 y 29 de octubre de 1999; 30 de mayo al 2 de junio
        rf"\b(?P<d1>{_DAYS})\s+(?:de\s+|of\s+)?(?P<m1>{MONTH})"
        rf"(?:{_TO}(?P<d2>{DAY})\s+(?:de\s+|of\s+)?(?P<m2>{MONTH}))?"
        rf"\s*,?\s*(?:del?\s+(?:año\s+)?|of\s+)?(?P<y>\d{{4}})\b",
    )
)
_IN_MONTH = re.compile(
    rf"\b(?P<m>{MONTH})\s*,?\s*(?:del?\s+(?:año\s+)?|of\s+)?(?P<y>(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?P<y>(?:19|20)\d{2})\b")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day found, and where their words stand in the text.

    `precision` is `day`, `month` or `year`: how much of the days the text tells.
    """

    starts_on: date
    ends_on: date
    span: tuple[int, int]
    precision: str = "day"


def days_in(text: str) -> Days | None:
    """Give the first day or run of days in a text; impossible days are no days."""
    found = sorted(_all(plain(text)), key=lambda days: days.span)
    return found[0] if found else None


def month_in(text: str) -> Days | None:
    """Give the first month of a year that a text names, from its first to its last."""
    for match in _IN_MONTH.finditer(plain(text)):
        year, month = int(match["y"]), MONTHS[match["m"].lower()]
        last = calendar.monthrange(year, month)[1]
        first, end = date(year, month, 1), date(year, month, last)
        return Days(first, end, match.span(), "month")
    return None


def year_in(text: str) -> Days | None:
    """Give the last year that a text names, where titles put it."""
    found = list(_IN_YEAR.finditer(plain(text)))
    if not found:
        return None
    year = int(found[-1]["y"])
    return Days(date(year, 1, 1), date(year, 12, 31), found[-1].span(), "year")


def _all(text: str) -> Iterator[Days]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            days = _days(match)
            if days:
                yield days


def _days(match: re.Match[str]) -> Days | None:
    numbers = [int(number) for number in re.findall(r"\d{1,2}", match["d1"])]
    year, month = int(match["y"]), MONTHS[match["m1"].lower()]
    try:
        first = date(year, month, numbers[0])
        last = date(year, month, numbers[-1])
        if match["m2"]:
            day = int(re.findall(r"\d+", match["d2"])[0])
            last = date(year, MONTHS[match["m2"].lower()], day)
    except ValueError:
        return None
    return Days(first, last, match.span()) if first <= last else None
