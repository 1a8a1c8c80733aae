"""Older addresses of pages lead to the present ones, for whoever may see the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

from django.db.models import Q
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import IndexView
from wagtail.models import Page

from cms.works.page_policy import pages_for, readable_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Nothing here, or no longer.
NOT_FOUND = frozenset({404, 410})


class RedirectsOneMayFollow:
    """Wagtail's redirects, asked only by those who may see where they lead.

    Wagtail writes one for each page whose address changes and for all below it; its own
    middleware would tell everybody the present address of a page that they may not see.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look for an older address where there is nothing at this one."""
        response = self.get_response(request)
        if response.status_code not in NOT_FOUND or request.path.startswith("/admin/"):
            return response
        found = _find(request)
        if found is None or not _may_follow(request.user, found):
            return response
        link = found.link
        if not link or urlparse(link).path == request.path:
            return response
        if found.is_permanent:
            return HttpResponsePermanentRedirect(link)
        return HttpResponseRedirect(link)


def _find(request: HttpRequest) -> Redirect | None:
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    without_query = urlparse(path).path
    return get_redirect(request, path) or (
        get_redirect(request, without_query) if without_query != path else None
    )


def _may_follow(user: Any, found: Redirect) -> bool:
    """Tell whether a person may see the page; an address by hand is for everybody."""
    if found.redirect_page_id is None:
        return True
    seen = Page.objects.live().filter(readable_pages(user), pk=found.redirect_page_id)
    return bool(seen.exists())


class ReadableRedirects(IndexView):
    """Wagtail's list of redirects, less those to pages that one may not see."""

    def get_base_queryset(self) -> Any:
        """Leave out what leads to a page that is not theirs to see."""
        return super().get_base_queryset().filter(_leads_to_seen(self.request.user))


def _leads_to_seen(user: Any) -> Q:
    return Q(redirect_page__isnull=True) | Q(redirect_page__in=pages_for(user))
