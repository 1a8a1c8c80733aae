"""How many works each value of each facet would leave, in three questions altogether.

Of each readable work the database says what it can be narrowed by, and nothing else;
what a filter leaves of that is worked out here. The filter of a facet is left out when
its own values are counted, so that it keeps telling what else there is. The theme is
counted apart, because a work can be in many collections. Counted in groups by the
database it would take twice the time: works are seldom alike in everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

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

# What is asked of each work; the theme, where it is wanted, comes last.
_FIELDS = (
    "type_code", "meeting__body__code", "meeting", "author__code", "state", "year",
    "texts",
)  # fmt: skip
_TYPE, _BODY, _MEETING, _PARTY, _STATE, _YEAR, _TEXTS = range(len(_FIELDS))
# What of a work each facet counts.
_COLUMNS = {
    "type": (_TYPE,),
    "body": (_BODY,),
    "meeting": (_MEETING,),
    "party": (_PARTY,),
    "year": (_YEAR,),
    "language": (_TEXTS,),
    "status": (_STATE, _TEXTS),
}

Row = tuple[Any, ...]
Fits = Callable[[Row], bool]
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
    return lambda row: bool(row[_YEAR]) and first <= row[_YEAR] <= last


def _tests(question: Question) -> dict[str, Fits]:
    """Return what each chosen facet asks of a work, but for the theme."""
    chosen = {name: set(values) for name, values in question.chosen.items()}
    meetings = {int(key) for key in chosen.get("meeting", ())}
    bits = reduce(or_, (bit_of(code) for code in chosen.get("language", ())), 0)
    states = chosen.get("status", set())
    unofficial = ANY_UNOFFICIAL if UNOFFICIAL in states else 0
    tests: dict[str, Fits] = {
        "type": lambda row: row[_TYPE] in chosen["type"],
        "body": lambda row: row[_BODY] in chosen["body"],
        "meeting": lambda row: row[_MEETING] in meetings,
        "party": lambda row: row[_PARTY] in chosen["party"],
        "language": lambda row: bool(row[_TEXTS] & bits),
        "status": lambda row: row[_STATE] in states or bool(row[_TEXTS] & unofficial),
    }
    found = {name: test for name, test in tests.items() if name in chosen}
    if question.year_from or question.year_to:
        found["year"] = _years_fit(question)
    return found


def _rows(works: WorkQuerySet, *more: str) -> Iterable[Row]:
    rows = with_texts(with_year(works)).order_by()
    return rows.values_list(*_FIELDS, *more).iterator()


def _gather(rows: Iterable[Row], tests: dict[str, Fits]) -> tuple[int, Raw]:
    """Count works for the facets that they fit when each leaves out its own filter."""
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
    for row in rows:
        missed = [name for name, fits in tests.items() if not fits(row)]
        if len(missed) > 1:
            continue
        total += not missed
        for column, counts in pairs[missed[0]] if missed else everywhere:
            counts[row[column]] += 1
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
    for row in _rows(within, "collection_entries__collection__slug"):
        if all(fits(row) for fits in tests.values()):
            counts[row[-1]] += 1
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
    total, raw = _gather(_rows(within), tests)
    return Counted(total, _facets(raw) | {"theme": _of_themes(works, tests)})
