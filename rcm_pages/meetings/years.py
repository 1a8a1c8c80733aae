"""The list of meetings by year and decade, and how many each body has had."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from cms.catalogue.alphabet import sort_key
from cms.conference.models import Body, Meeting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True)
class BodyCount:
    """A body with the number of its meetings among those listed."""

    code: str
    name: str
    count: int
    is_chosen: bool


def by_year(pages: Iterable[Any]) -> list[tuple[int | None, list[Any]]]:
    """Group the pages of meetings, in order already, under their years."""
    return [
        (year, list(group))
        for year, group in groupby(pages, key=lambda page: page.meeting.year)
    ]


def by_decade(years: Iterable[int | None]) -> list[tuple[int, list[int]]]:
    """Group years under the first year of their decade; the unknown one is left out."""
    known = [year for year in years if year]
    return [
        (decade, list(group))
        for decade, group in groupby(known, key=lambda year: year // 10 * 10)
    ]


def count_bodies(meetings: Any, chosen: Collection[str]) -> list[BodyCount]:
    """Return the bodies that have meetings among some, those with most first."""
    rows = meetings.order_by().values_list("body__code").annotate(number=Count("pk"))
    counts = dict(rows.values_list("body__code", "number"))
    found = [
        BodyCount(body.code, body.name, counts[body.code], body.code in chosen)
        for body in Body.objects.all()
        if body.code in counts
    ]
    return sorted(found, key=lambda body: (-body.count, sort_key(body.name)))


def listed_meetings(pages: Any) -> Any:
    """Return the meetings that some pages show."""
    return Meeting.objects.filter(pk__in=pages.order_by().values("meeting"))
