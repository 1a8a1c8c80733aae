"""The site map, with who reads each page fetched for all pages at once."""

from __future__ import annotations

from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db.models import Q, prefetch_related_objects
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class ReadersSitemap(Sitemap):
    """The live pages of every language's tree, in a fixed number of queries.

    A class of pages names in ``sitemap_prefetch`` what its ``get_sitemap_urls`` asks.
    """

    def items(self) -> Any:
        """Return the live pages below the home page of each language."""
        root = self.get_wagtail_site().root_page
        trees = root.get_translations(inclusive=True).values_list("path", flat=True)
        inside = reduce(or_, (Q(path__startswith=path) for path in trees))
        pages = Page.objects.filter(inside).live().public()
        return pages.order_by("path").defer_streamfields().specific()

    def _urls(self, page: int, protocol: str, domain: str | None) -> list[Any]:
        """Ask each page for its addresses; the newest of their dates is the map's."""
        pages = list(self.paginator.page(page).object_list)
        _prefetch(pages)
        urls = [url for each in pages for url in each.get_sitemap_urls(self.request)]
        dates = {url.get("lastmod") for url in urls}
        if dates and None not in dates:
            self.latest_lastmod = max(dates)
        return urls


def _prefetch(pages: list[Page]) -> None:
    """Fetch the languages of all pages, and what each class of them asks for."""
    prefetch_related_objects(pages, "locale")
    by_class = sorted(pages, key=lambda page: page.content_type_id)
    for kind, group in groupby(by_class, key=type):
        wanted = getattr(kind, "sitemap_prefetch", ())
        if wanted:
            prefetch_related_objects(list(group), *wanted)
