"""The site map, with who reads each page fetched for all pages at once."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class ReadersSitemap(Sitemap):
    """The live pages of one language's tree, in a fixed number of queries.

    A class of pages names in ``sitemap_prefetch`` what its ``get_sitemap_urls`` asks.
    """

    limit = 5000

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def items(self) -> Any:
        """Return the live pages below the home page of the language."""
        root = self.get_wagtail_site().root_page
        homes = root.get_translations(inclusive=True)
        home = homes.filter(locale__language_code=self.language).first()
        if home is None:
            return Page.objects.none()
        pages = Page.objects.filter(path__startswith=home.path).live().public()
        return pages.order_by("path").defer_streamfields().specific()

    def get_latest_lastmod(self) -> None:
        """Say nothing: to know it, the index would read every page."""
        return

    def _urls(self, page: int, protocol: str, domain: str | None) -> list[Any]:
        """Ask each page for its addresses; the newest of their dates is the map's."""
        pages = list(self.paginator.page(page).object_list)
        _prefetch(pages)
        others = _translations(pages)
        urls = [
            url | {"alternates": others.get(each.translation_key, ())}
            for each in pages
            for url in each.get_sitemap_urls(self.request)
        ]
        dates = {url.get("lastmod") for url in urls}
        if dates and None not in dates:
            self.latest_lastmod = max(dates)
        return urls


# One for each language: pages of the one name those of the others beside them.
SECTIONS = {code: partial(ReadersSitemap, code) for code, _name in settings.LANGUAGES}


def _translations(pages: list[Page]) -> dict[Any, list[dict[str, str]]]:
    """Return the addresses of pages in each language, where there are several.

    Who reads a text or a meeting does not differ by language: the translation of a
    page that everybody may see may be named.
    """
    keys = [page.translation_key for page in pages]
    found: dict[Any, list[dict[str, str]]] = defaultdict(list)
    others = Page.objects.filter(translation_key__in=keys).live().public()
    for page in others.select_related("locale").order_by("locale__language_code"):
        if location := page.get_full_url():
            language = page.locale.language_code
            found[page.translation_key].append(
                {"location": location, "lang_code": language}
            )
    return {key: urls for key, urls in found.items() if len(urls) > 1}


def _prefetch(pages: list[Page]) -> None:
    """Fetch the languages of all pages, and what each class of them asks for."""
    prefetch_related_objects(pages, "locale")
    by_class = sorted(pages, key=lambda page: page.content_type_id)
    for kind, group in groupby(by_class, key=type):
        wanted = getattr(kind, "sitemap_prefetch", ())
        if wanted:
            prefetch_related_objects(list(group), *wanted)
