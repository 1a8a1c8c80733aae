"""A meeting as texts speak of it: name, place and days, as exactly as known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cms.conference.dates import Precision
from cms.conference.numerals import roman
from rcm_pages.demo.bank import Pair, name_of_party, phrases
from rcm_pages.facts import reading

if TYPE_CHECKING:
    import datetime as dt

NOTHING: Pair = ("", "")
_EXACT = Precision.DAY
_MONTHS = (Precision.MONTH, Precision.FROM, Precision.AROUND, Precision.BETWEEN)


@dataclass(frozen=True)
class Occasion:
    """One meeting; whatever is not known of it is empty, and no text says it."""

    code: str
    body: str
    ordinal: int | None
    kind: str
    name: Pair
    # With its article, as other texts cite it.
    called: Pair
    # "Tela, Honduras" and "May 2008" for the title block, "" where not known.
    place: Pair
    days: Pair
    # "in Tela, Honduras, in May 2008" for the opening.
    there_and_then: Pair
    year: int | None
    # Such as "2014-06", where the month is known.
    month: str
    last_day: dt.date | None
    host: str
    theme: Pair
    is_fictional: bool = False

    @property
    def place_and_days(self) -> Pair:
        """The line of place and days in a title block, as well as known."""
        both = zip(self.place, self.days, strict=True)
        english, spanish = (", ".join(filter(None, pair)) for pair in both)
        return english, spanish


@cache
def _bodies() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in reading.bodies()}


def _name(row: dict[str, Any]) -> Pair:
    if row.get("title_en"):
        return row["title_en"], row["title_es"]
    body = _bodies()[row["body"]]
    number = f"{roman(row['ordinal'])} " if row.get("ordinal") else ""
    return number + body["meeting_en"], number + body["meeting_es"]


def _months(when: reading.When) -> Pair:
    """Return "June 2014", as texts say it."""
    if when.starts_on is None:
        return NOTHING
    year = when.starts_on.year
    if when.precision == Precision.YEAR:
        return str(year), str(year)
    english, spanish = phrases()["months"]["names"][when.starts_on.month - 1]
    return f"{english} {year}", f"{spanish} de {year}"


def _days(when: reading.When) -> Pair:
    if when.starts_on is None or when.precision != _EXACT:
        return _months(when)
    first, last = when.starts_on, when.ends_on or when.starts_on
    english, spanish = phrases()["months"]["names"][first.month - 1]
    if first == last:
        return (
            f"{english} {first.day}, {first.year}",
            f"{first.day} de {spanish} de {first.year}",
        )
    until = "y" if (last - first).days == 1 else "al"
    return (
        f"{english} {first.day}-{last.day}, {first.year}",
        f"{first.day} {until} {last.day} de {spanish} de {first.year}",
    )


def _on(when: reading.When) -> Pair:
    """Return the days with what goes before them: "on June 24-25, 2014"."""
    english, spanish = _days(when)
    if not english:
        return NOTHING
    if when.precision != _EXACT:
        return f"in {english}", f"en {spanish}"
    article = (
        "los días " if " y " in spanish else "del " if " al " in spanish else "el "
    )
    return f"on {english}", article + spanish


def _place(row: dict[str, Any]) -> Pair:
    if row.get("format") == "virtual":
        return "By video link", "Por videoconferencia"
    country = name_of_party(row["host"]) if row.get("host") else NOTHING
    # A line of place has no articles: "Panama, 1997", "Dominican Republic, June 2011".
    country = country[0].removeprefix("the "), country[1].removeprefix("la ")
    city = row.get("city_en", "")
    cities = (city, row.get("city_es", city))
    both = zip(cities, (country[0], country[1].removeprefix("los ")), strict=True)
    english, spanish = (", ".join(filter(None, pair)) for pair in both)
    return english, spanish


def _there(row: dict[str, Any]) -> Pair:
    if row.get("format") == "virtual":
        return "by video link", "por videoconferencia"
    english, spanish = _place(row)
    if not english:
        return NOTHING
    if not row.get("city_en"):
        english, spanish = name_of_party(row["host"])
    if spanish.startswith("Ciudad"):
        spanish = f"la {spanish}"
    return f"in {english}", f"en {spanish}"


def _called(row: dict[str, Any], when: reading.When) -> Pair:
    """Return such as "the XX Vice-Ministerial Meeting" with its Spanish twin."""
    english, spanish = _name(row)
    article = (
        "el" if spanish.startswith(("Taller", "Seminario", "I T", "I C")) else "la"
    )
    if spanish.startswith("II Taller"):
        article = "el"
    if row.get("ordinal") or row.get("title_en") or when.starts_on is None:
        return f"the {english}", f"{article} {spanish}"
    of = _months(when)
    return f"the {english} of {of[0]}", f"{article} {spanish} de {of[1]}"


def occasion_of(row: dict[str, Any]) -> Occasion:
    """Return a meeting of the facts as texts speak of it."""
    when = reading.parse_when(row.get("when", ""))
    there, then = _there(row), _on(when)
    both = zip(there, then, strict=True)
    english, spanish = (", ".join(filter(None, pair)) for pair in both)
    exact = when.precision == _EXACT
    has_month = when.starts_on and when.precision in (_EXACT, *_MONTHS)
    theme_en, theme_es = row.get("theme_en", ""), row.get("theme_es", "")
    return Occasion(
        code=row["code"],
        body=row["body"],
        ordinal=row.get("ordinal"),
        kind=row.get("kind", "ordinary"),
        name=_name(row),
        called=_called(row, when),
        place=_place(row),
        days=_days(when),
        there_and_then=(english, spanish),
        year=when.starts_on.year if when.starts_on else None,
        month=f"{when.starts_on:%Y-%m}" if has_month else "",
        last_day=(when.ends_on or when.starts_on) if exact else None,
        host=row.get("host", ""),
        theme=(theme_en, theme_es) if theme_en and theme_es else NOTHING,
        is_fictional=row.get("is_fictional", False),
    )


# The meetings that the demonstration makes up; their days follow from the day on which
# it is made, and so no text says them.
_FICTIONAL: tuple[dict[str, Any], ...] = (
    {
        "code": "fictional-vm-30", "body": "vm", "ordinal": 30, "host": "GT",
        "city_en": "Guatemala City", "city_es": "Ciudad de Guatemala",
        "is_fictional": True,
    },
    {
        "code": "fictional-vm-31", "body": "vm", "ordinal": 31, "host": "CR",
        "city_en": "San José", "is_fictional": True,
    },
    {
        "code": "fictional-rcgm", "body": "rcgm", "host": "CR", "city_en": "San José",
        "is_fictional": True,
    },
)  # fmt: skip


def _order(occasion: Occasion) -> tuple[int, str]:
    return occasion.year or 9999, occasion.code


@cache
def occasions() -> dict[str, Occasion]:
    """Return every meeting by its code, the oldest first, fictional ones last."""
    known = sorted(map(occasion_of, reading.meetings()), key=_order)
    return {o.code: o for o in [*known, *map(occasion_of, _FICTIONAL)]}
