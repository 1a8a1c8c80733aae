"""A listing as its page shows it: rows, facets, chips, what was ignored, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cms.catalogue import facets
from cms.catalogue.facets import NAMES, OTHER_NAMES
from cms.catalogue.questions import VIEWS, encoded
from cms.works.permissions import editable_by

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from cms.catalogue.listing import Listing
    from cms.works.models import Work

PER_PAGE = {"list": 25, "table": 50}
SORT_NAMES: dict[str, _StrPromise] = {
    "curated": _("As arranged"),
    "-date": _("Newest first"),
    "date": _("Oldest first"),
    "title": _("By title"),
    "symbol": _("By symbol"),
    "-entered": _("Lately entered"),
}
VIEW_NAMES: dict[str, _StrPromise] = {"list": _("List"), "table": _("Table")}


@dataclass(frozen=True)
class Choice:
    """One of several ways to show the same listing."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True)
class Row:
    """A work, and the draft's page for whoever may write it."""

    work: Work
    draft: Any = None

    @property
    def has_page(self) -> bool:
        """Whether there is a page for readers in the language shown."""
        shown = self.work.shown
        return bool(shown and shown.page and shown.page.live)


@dataclass(frozen=True)
class LeftOut:
    """A value that was ignored, and the name of what it was meant for."""

    label: str
    value: str


def tidied(request: HttpRequest) -> HttpResponse | None:
    """Lead from what a form sends, empty fields and all, to an address to share."""
    pairs = [(name, v) for name in request.GET for v in request.GET.getlist(name)]
    said = [(name, value) for name, value in pairs if value]
    if len(said) == len(pairs):
        return None
    query = encoded(said)
    return redirect(f"{request.path}?{query}" if query else request.path)


def rows_of(works: list[Work], user: Any) -> list[Row]:
    """Return the rows of a page; of drafts, those that the person may write."""
    drafts = [work.pk for work in works if not work.is_settled]
    mine: set[int] = set()
    if drafts and user.is_authenticated:
        mine = set(editable_by(user).filter(pk__in=drafts).values_list("pk", flat=True))
    return [
        Row(work, work.shown.page if work.pk in mine and work.shown else None)
        for work in works
    ]


def present(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """Return what the page of a listing shows; too high a page becomes the last."""
    question = listing.question
    total = listing.counted.total
    size = PER_PAGE[question.view]
    last = max(1, -(-total // size))
    left_out = [
        LeftOut(str(NAMES.get(each.name) or OTHER_NAMES[each.name]), each.value)
        for each in question.ignored
    ]
    number = min(question.page, last)
    if number != question.page:
        left_out.append(LeftOut(str(OTHER_NAMES["page"]), str(question.page)))
    shown = question.but(page=number)
    found = facets.facets_of(listing)
    narrowed = sum(map(len, question.chosen.values()))
    return {
        "listing": listing,
        "question": question,
        "total": total,
        "rows": rows_of(listing.page(number, size), request.user),
        "facets": found,
        "chips": facets.chips_of(question, found),
        "left_out": left_out,
        "page_number": number,
        "last_page": last,
        "sorts": _sorts(listing),
        "views": [
            Choice(str(VIEW_NAMES[v]), question.but(view=v).query, v == question.view)
            for v in VIEWS
        ],
        "is_table": question.view == "table",
        "canonical_url": address(request, request.path, shown.query),
        # Of endless combinations no search engine needs more than the first.
        "is_indexed": narrowed <= 1 and shown.query == question.filter_query,
    }


def _sorts(listing: Listing) -> list[Choice]:
    question = listing.question
    offered = [question.usual_sort, *(s for s in SORT_NAMES if s != "curated")]
    return [
        Choice(
            str(SORT_NAMES[sort]),
            question.but(sort=sort).query,
            sort == question.sort,
        )
        for sort in dict.fromkeys(offered)
    ]


def address(request: HttpRequest, path: str, query: str = "") -> str:
    """Return a whole address."""
    return request.build_absolute_uri(f"{path}?{query}" if query else path)
