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
_SHORT = {
    "jan": 1, "ene": 1, "feb": 2, "mar": 3, "apr": 4, "abr": 4, "jun": 6, "jul": 7,
    "aug": 8, "ago": 8, "sept": 9, "sep": 9, "set": 9, "oct": 10, "nov": 11,
    "dec": 12, "dic": 12,
}  # fmt: skip
_ANY_MONTH = rf"(?:{MONTH})|(?:{'|'.join(_SHORT)})(?=[.\s])"
DAY = r"\d{1,2}(?:st|nd|rd|th|\.?[º°]|ero|ro)?"
_TO = r"\s*(?:,|-|–|—|to|and|y|al|a|&|through)\s*(?:el\s+|the\s+)?"
_DAYS = rf"{DAY}(?:(?:{_TO}){DAY})*"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # November 11-12, 2015; June 30 - July 2, 2014
        rf"\b(?P<m1>{_ANY_MONTH})\.?\s+(?P<d1>{_DAYS})"
        rf"(?:{_TO}(?P<m2>{_ANY_MONTH})\.?\s+(?P<d2>{DAY}))?"
        r"\s*,?\s+(?:of\s+)?(?P<y>\d{4})\b",
        # 11-12 November 2015; 27, 28 y 29 de octubre de 1999; 30 de mayo al 2 de junio
        rf"\b(?P<d1>{_DAYS})\s+(?:de\s+|of\s+)?(?P<m1>{_ANY_MONTH})\.?"
        rf"(?:{_TO}(?P<d2>{DAY})\s+(?:de\s+|of\s+)?(?P<m2>{_ANY_MONTH})\.?)?"
        rf"\s*,?\s*(?:del?\s+(?:año\s+)?|of\s+)?(?P<y>\d{{4}})\b",
        # 26-VI-2014
        rf"\b(?P<d1>{_DAYS})\s?[-./]\s?(?P<m1>X?I{{1,3}}|I?[VX]|VI{{1,3}})"
        r"(?P<m2>)(?P<d2>)\s?[-./]\s?(?P<y>(?:19|20)\d{2})\b",
        # 2014-06-26, 26/06/2014; which of two small numbers is the day nobody can tell
        r"\b(?P<y>(?:19|20)\d{2})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>[0-3]\d)(?P<m2>)\b",
        r"\b(?P<d1>(?:\d{1,2}\s?[-–]\s?)?(?:1[3-9]|2\d|3[01]))([/.])"
        r"(?P<m1>0?[1-9]|1[0-2])\2(?P<m2>)(?P<y>(?:19|20)\d{2})\b",
        r"\b(?P<m1>0?[1-9]|1[0-2])/(?P<d1>1[3-9]|2\d|3[01])/(?P<m2>)"
        r"(?P<y>(?:19|20)\d{2})\b",
    )
)
_IN_MONTH = re.compile(
    rf"\b(?P<m>{MONTH})\s*,?\s*(?:del?\s+(?:año\s+)?|of\s+)?(?P<y>(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)
_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9,
    "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
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
    year, month = int(match["y"]), _month(match["m1"])
    try:
        first = date(year, month, numbers[0])
        last = date(year, month, numbers[-1])
        if match["m2"]:
            day = int(re.findall(r"\d+", match["d2"])[0])
            last = date(year, _month(match["m2"]), day)
    except ValueError:
        return None
    return Days(first, last, match.span()) if first <= last else None


def _month(said: str) -> int:
    """Read a month's name, its beginning, its number or its Roman number."""
    word = said.lower()
    if word.isdigit():
        return int(word)
    return MONTHS.get(word) or _SHORT.get(word) or _ROMAN[word]
