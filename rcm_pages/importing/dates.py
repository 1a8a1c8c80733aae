"""Days of meetings as the papers print them, in English and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
_MONTHS = {name: number for names in (_EN, _ES) for number, name in enumerate(names, 1)}
_MONTHS["setiembre"] = 9
_MONTH = "|".join(_MONTHS)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:,|-|–|—|to|and|y|al|a|through)\s*(?:el\s+|the\s+)?"
_DAYS = rf"{_DAY}(?:(?:{_TO}){_DAY})*"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # November 11-12, 2015; June 30 - July 2, 2014
        rf"\b(?P<m1>{_MONTH})\s+(?P<d1>{_DAYS})"
        rf"(?:{_TO}(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}))?\s*,?\s+(?P<y>\d{{4}})\b",
        # 11-12 November 2015; 27, 28 y 29 de octubre de 1999; 30 de mayo al 2 de junio
        rf"\b(?P<d1>{_DAYS})\s+(?:de\s+|of\s+)?(?P<m1>{_MONTH})"
        rf"(?:{_TO}(?P<d2>{_DAY})\s+(?:de\s+|of\s+)?(?P<m2>{_MONTH}))?"
        rf"\s*,?\s*(?:del?\s+)?(?P<y>\d{{4}})\b",
    )
)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day found, and where their words stand in the text."""

    starts_on: date
    ends_on: date
    span: tuple[int, int]


def days_in(text: str) -> Days | None:
    """Give the first day or run of days in a text; impossible days are no days."""
    found = sorted(_all(text), key=lambda days: days.span)
    return found[0] if found else None


def _all(text: str) -> Iterator[Days]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            days = _days(match)
            if days:
                yield days


def _days(match: re.Match[str]) -> Days | None:
    numbers = [int(number) for number in re.findall(r"\d{1,2}", match["d1"])]
    year, month = int(match["y"]), _MONTHS[match["m1"].lower()]
    try:
        first = date(year, month, numbers[0])
        last = date(year, month, numbers[-1])
        if match["m2"]:
            day = int(re.findall(r"\d+", match["d2"])[0])
            last = date(year, _MONTHS[match["m2"].lower()], day)
    except ValueError:
        return None
    return Days(first, last, match.span()) if first <= last else None
