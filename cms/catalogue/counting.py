"""How many works each value of each facet would leave, in three questions altogether.

The readable works are counted once by everything that they can be narrowed by; what a
filter leaves of these cells is worked out here. The filter of a facet is left out when
its own values are counted, so that it keeps telling what else there is. The theme is
counted apart, because a work can be in many collections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef

from cms.catalogue.dimensions import (
    ANY_UNOFFICIAL,
    LANGUAGES,
    UNOFFICIAL,
    bit_of,
    with_texts,
    with_year,
)
from cms.catalogue.filters import themes
from cms.works.models import CollectionEntry

if TYPE_CHECKING:
    from cms.catalogue.questions import Question
    from cms.works.models import WorkQuerySet

# A cell: works that are alike in all of this, and then how many they are.
_FIELDS = (
    "type_code", "meeting__body__code", "meeting", "author__code", "state", "year",
    "texts",
)  # fmt: skip
_TYPE, _BODY, _MEETING, _PARTY, _STATE, _YEAR, _TEXTS = range(len(_FIELDS))
# What of a cell each facet counts.
_COLUMNS = {
    "type": (_TYPE,),
    "body": (_BODY,),
    "meeting": (_MEETING,),
    "party": (_PARTY,),
    "year": (_YEAR,),
    "language": (_TEXTS,),
    "status": (_STATE, _TEXTS),
}

Cell = tuple[Any, ...]
Fits = Callable[[Cell], bool]
# By facet and column: how many works each value has.
Raw = dict[str, dict[int, Counter[Any]]]


@dataclass(frozen=True)
class Counted:
    """The number of works found, and the numbers of each facet's values."""

    total: int
    facets: dict[str, Counter[str]]


def _years_fit(question: Question) -> Fits:
    first = str(question.year_from or 1)
    last = str(question.year_to or 9999)
    return lambda cell: bool(cell[_YEAR]) and first <= cell[_YEAR] <= last


def _tests(question: Question) -> dict[str, Fits]:
    """Return what each chosen facet asks of a cell, but for the theme."""
    chosen = {name: set(values) for name, values in question.chosen.items()}
    meetings = {int(key) for key in chosen.get("meeting", ())}
    bits = reduce(or_, (bit_of(code) for code in chosen.get("language", ())), 0)
    states = chosen.get("status", set())
    unofficial = ANY_UNOFFICIAL if UNOFFICIAL in states else 0
    tests: dict[str, Fits] = {
        "type": lambda cell: cell[_TYPE] in chosen["type"],
        "body": lambda cell: cell[_BODY] in chosen["body"],
        "meeting": lambda cell: cell[_MEETING] in meetings,
        "party": lambda cell: cell[_PARTY] in chosen["party"],
        "language": lambda cell: bool(cell[_TEXTS] & bits),
        "status": lambda cell: (
            cell[_STATE] in states or bool(cell[_TEXTS] & unofficial)
        ),
    }
    found = {name: test for name, test in tests.items() if name in chosen}
    if question.year_from or question.year_to:
        found["year"] = _years_fit(question)
    return found


def _cells(works: WorkQuerySet, *more: str) -> Iterable[Cell]:
    rows = with_texts(with_year(works)).order_by().values_list(*_FIELDS, *more)
    return rows.annotate(number=Count("pk")).iterator()


def _gather(cells: Iterable[Cell], tests: dict[str, Fits]) -> tuple[int, Raw]:
    """Count cells for the facets that they fit when each leaves out its own filter."""
    raw: Raw = {
        name: {column: Counter() for column in columns}
        for name, columns in _COLUMNS.items()
    }
    pairs = {
        name: [(column, counts) for column, counts in columns.items()]
        for name, columns in raw.items()
    }
    everywhere = [pair for some in pairs.values() for pair in some]
    total = 0
    for cell in cells:
        missed = [name for name, fits in tests.items() if not fits(cell)]
        if len(missed) > 1:
            continue
        number = cell[-1]
        total += 0 if missed else number
        for column, counts in pairs[missed[0]] if missed else everywhere:
            counts[cell[column]] += number
    return total, raw


def _facets(raw: Raw) -> dict[str, Counter[str]]:
    """Return the counts by the values that an address names; none of zero."""
    found = {
        name: Counter({str(v): n for v, n in raw[name][columns[0]].items() if v})
        for name, columns in _COLUMNS.items()
    }
    found["language"] = Counter()
    for texts, number in raw["language"][_TEXTS].items():
        for code in LANGUAGES:
            if texts & bit_of(code):
                found["language"][code] += number
    unofficial = raw["status"][_TEXTS].items()
    if said := sum(number for texts, number in unofficial if texts & ANY_UNOFFICIAL):
        found["status"][UNOFFICIAL] = said
    return found


def _of_themes(works: WorkQuerySet, tests: dict[str, Fits]) -> Counter[str]:
    """Count the works in each theme; without any theme nothing is asked."""
    slugs = list(themes().values_list("slug", flat=True))
    counts: Counter[str] = Counter()
    if not slugs:
        return counts
    within = works.filter(collection_entries__collection__slug__in=slugs)
    for cell in _cells(within, "collection_entries__collection__slug"):
        if all(fits(cell) for fits in tests.values()):
            counts[cell[-2]] += cell[-1]
    return counts


def count(works: WorkQuerySet, question: Question) -> Counted:
    """Count readable works; ``works`` are those before any filter."""
    tests = _tests(question)
    within = works
    if slugs := question.chosen.get("theme"):
        entries = CollectionEntry.objects.filter(
            work=OuterRef("pk"), collection__slug__in=slugs
        )
        within = works.filter(Exists(entries))
    total, raw = _gather(_cells(within), tests)
    return Counted(total, _facets(raw) | {"theme": _of_themes(works, tests)})
