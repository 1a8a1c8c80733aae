"""What a reader asks of a listing, as its address says it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cms.catalogue.filters import WorkFilter

# The facets in the order in which an address names them.
FACETS = ("type", "body", "meeting", "party", "theme", "language", "status")
YEARS = ("year_from", "year_to")
VIEWS = ("list", "table")
SORTS = ("-date", "date", "title", "symbol", "-entered")
LAST_PAGE = 1_000_000
# What is repeated to the reader of a value that made no sense.
LONGEST_REPEATED = 60
MOST_REPEATED = 10


@dataclass(frozen=True)
class Ignored:
    """A value of the address that was left out, by the name of its parameter."""

    name: str
    value: str


@dataclass(frozen=True)
class Question:
    """The understood part of an address; two addresses that ask the same are equal."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    year_from: int | None = None
    year_to: int | None = None
    sort: str = SORTS[0]
    view: str = VIEWS[0]
    page: int = 1
    usual_sort: str = SORTS[0]
    ignored: tuple[Ignored, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything at all has been chosen."""
        return bool(self.chosen or self.year_from or self.year_to)

    @property
    def filter_query(self) -> str:
        """The filter alone, as the query string that every copy of it shares."""
        pairs = [(n, v) for n in FACETS for v in self.chosen.get(n, ())]
        pairs += [(n, str(getattr(self, n))) for n in YEARS if getattr(self, n)]
        return encoded(pairs)

    @property
    def query(self) -> str:
        """The query string of this very page of the listing; empty if nothing is."""
        said = [
            ("sort", self.sort if self.sort != self.usual_sort else ""),
            ("view", self.view if self.view != VIEWS[0] else ""),
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        rest = encoded((name, value) for name, value in said if value)
        return "&".join(filter(None, (self.filter_query, rest)))

    def but(self, **changes: Any) -> Question:
        """Return the same question otherwise put, from its first page."""
        put: dict[str, Any] = {"page": 1, "ignored": ()} | changes
        return replace(self, **put)

    def without(self, name: str, value: str) -> Question:
        """Return the question without one chosen value of a facet."""
        left = tuple(v for v in self.chosen.get(name, ()) if v != value)
        chosen = {n: v for n, v in self.chosen.items() if n != name}
        return self.but(chosen=chosen | ({name: left} if left else {}))


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs as a query string."""
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query.urlencode()


def as_query_dict(data: Mapping[str, Any]) -> QueryDict:
    """Return parameters in the shape that forms read, whatever they came in."""
    if isinstance(data, QueryDict):
        return data
    query = QueryDict(mutable=True)
    for name, value in data.items():
        several = value if isinstance(value, list | tuple) else [value]
        query.setlist(name, [str(each) for each in several])
    return query


def lost(data: QueryDict, question: Question) -> list[str]:
    """Return the filters that an address names and of which nothing was understood.

    On a page the reader is told; whoever is not there to be told, as with a feed, is
    better given nothing than everything.
    """
    return [
        name
        for name in FACETS
        if any(data.getlist(name)) and name not in question.chosen
    ]


def _one_of(
    data: QueryDict, name: str, offered: tuple[str, ...], usual: str
) -> tuple[str, list[str]]:
    said = data.get(name) or usual
    return (said, []) if said in offered else (usual, [said])


def _page(data: QueryDict) -> tuple[int, list[str]]:
    said = (data.get("page") or "1").strip()
    is_number = said.isdecimal() and len(said) <= len(str(LAST_PAGE)) and int(said)
    return (int(said), []) if is_number else (1, [said])


def read(
    data: QueryDict,
    narrowed: WorkFilter,
    *,
    sorts: tuple[str, ...] = SORTS,
) -> Question:
    """Understand an address as far as it can be understood.

    The first of ``sorts`` is the usual one. Years the wrong way round are turned.
    """
    form = narrowed.form
    form.is_valid()
    said = form.cleaned_data
    sort, bad_sort = _one_of(data, "sort", sorts, sorts[0])
    view, bad_view = _one_of(data, "view", VIEWS, VIEWS[0])
    page, bad_page = _page(data)
    left_out = {name: each.ignored for name, each in form.fields.items()}
    left_out |= {"sort": bad_sort, "view": bad_view, "page": bad_page}
    first, last = said["year_from"], said["year_to"]
    if first and last and first > last:
        first, last = last, first
    return Question(
        chosen={name: tuple(said[name]) for name in FACETS if said[name]},
        year_from=first,
        year_to=last,
        sort=sort,
        view=view,
        page=page,
        usual_sort=sorts[0],
        ignored=tuple(
            Ignored(name, _shortened(value))
            for name, values in left_out.items()
            for value in values
        )[:MOST_REPEATED],
    )


def _shortened(value: str) -> str:
    plain = value.replace("\0", "\ufffd")
    cut = plain[:LONGEST_REPEATED]
    return cut if cut == plain else f"{cut}…"
