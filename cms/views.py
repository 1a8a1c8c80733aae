"""Views of the plugin that belong to no single room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.archive_search import SearchRequest, ask
from cms.catalogue import feeds
from cms.catalogue.listing import listed
from cms.catalogue.questions import encoded
from cms.reader_cache.answers import never_kept
from cms.works.models import Work

if TYPE_CHECKING:
    from django.http import HttpRequest

# How many pages of hits a feed of a search looks through.
FEED_PAGES = 3


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the archive holds for the reader's words."""
    query = SearchRequest.from_get(request.GET)
    context = ask(query, user=request.user)
    # The index learns of a change after the database has: what it says is never kept.
    return never_kept(render(request, "search/search.html", context))


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """Give the newest of what everybody finds for some words as an Atom feed."""
    everybody = AnonymousUser()
    asked = SearchRequest.from_get(request.GET)
    found: set[str] = set()
    for page in range(1, FEED_PAGES + 1):
        question = replace(asked, sort="-date", page=page)
        found |= {hit.group for hit in ask(question, user=everybody)["hits"]}
    works = Work.objects.filter(uuid__in=found)
    words = [("q", asked.text)] if asked.text else []
    words += [(name, v) for name, values in asked.filters.items() for v in values]
    query = encoded(words)
    answer = feeds.answer(
        request,
        listed(user=everybody, data={}, works=works),
        title=_("Found: %(words)s") % {"words": asked.text or "–"},
        page=request.build_absolute_uri(feeds.feed_address(reverse("search"), query)),
        query=query,
    )
    return never_kept(answer)


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers."""
    connection.ensure_connection()
    return JsonResponse({"ok": True})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of the editors' rooms, endless searches, and repeats."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/desk/",
        "Disallow: /*/search/",
        # The same again for programs, and for each work in three formats.
        "Disallow: /api/v1/",
        "Disallow: /oai/",
        "Disallow: /*/cite/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")
