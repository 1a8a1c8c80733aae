"""Results of a search: addresses of passages, pages of results, chosen facets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.http import urlencode

from cms.conference.dates import say_dates

if TYPE_CHECKING:
    from search.query import Hit, Passage

register = template.Library()

_AROUND = 1


@register.simple_tag
def passage_url(hit: Hit, passage: Passage, question: str = "") -> str:
    """Return the address of the very paragraph, or of the page of the file.

    On the page of a file the words of the question are marked.
    """
    if not passage.locator or passage.locator.startswith("#"):
        return hit.url + passage.locator
    if question and passage.kind == "file" and not set("?#") & set(passage.locator):
        return f"{passage.locator}?{urlencode({'q': question})}"
    return passage.locator


@register.simple_tag
def date_of_hit(hit: Hit) -> str:
    """Say a hit's date as exactly as it is known."""
    precision = next(iter(hit.facets.get("precision", ())), "day")
    return say_dates(hit.date, None, precision)


@register.simple_tag
def pages_around(number: int, last: int) -> list[int | None]:
    """Return the page numbers to offer; None stands for those left out."""
    near = range(number - _AROUND, number + _AROUND + 1)
    wanted = sorted({1, last, *near} & set(range(1, last + 1)))
    offered: list[int | None] = []
    for page in wanted:
        if offered and page - (offered[-1] or 0) > 1:
            offered.append(None)
        offered.append(page)
    return offered


@register.simple_tag(takes_context=True)
def query_without(context: dict[str, Any], name: str, value: str) -> str:
    """Return the query string without one chosen value, from the first page."""
    query = context["request"].GET.copy()
    query.setlist(name, [each for each in query.getlist(name) if each != value])
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.filter
def chosen_values(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return what a reader has narrowed the results to, across all facets."""
    return [
        {"name": row["name"], "value": each["value"], "label": each["label"]}
        for row in rows
        for each in row["values"]
        if each["chosen"]
    ]
