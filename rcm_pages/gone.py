"""Ordinary pages that everybody could read and that were taken off the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from wagtail.models import Page, Site

from rcm_pages.news.models import NewsPage
from rcm_pages.standard.models import StandardPage

if TYPE_CHECKING:
    from django.http import HttpRequest


def was_there(request: HttpRequest) -> bool:
    """Tell whether a page stood at an address, was published, and is no longer.

    Texts and meetings are not asked about: whether they were there is for few to know.
    """
    _empty, code, *rest = request.path_info.split("/")
    site = Site.find_for_request(request)
    if site is None or code not in dict(settings.LANGUAGES) or not any(rest):
        return False
    homes = Page.objects.filter(
        translation_key=site.root_page.translation_key, locale__language_code=code
    )
    home = homes.first()
    if home is None:
        return False
    path = f"{home.url_path}{'/'.join(part for part in rest if part)}/"
    found = (
        Page.objects.type(StandardPage, NewsPage)
        .filter(url_path=path, live=False, first_published_at__isnull=False)
        .first()
    )
    return found is not None and not found.get_view_restrictions().exists()
