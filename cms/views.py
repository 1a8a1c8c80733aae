"""Views of the plugin that belong to no single room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.archive_search import SearchRequest, ask

if TYPE_CHECKING:
    from django.http import HttpRequest


# The index learns of a change after the database has: what it says is never kept.
@cache_control(no_cache=True)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the archive holds for the reader's words."""
    query = SearchRequest.from_get(request.GET)
    context = ask(query, user=request.user)
    return render(request, "search/search.html", context)


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
