"""The parties, each party, and the Presidency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.catalogue import parties as found_parties
from cms.catalogue import presidencies
from cms.catalogue.feeds import feed_address
from cms.catalogue.presenting import address

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _around(request: HttpRequest) -> dict[str, object]:
    return {
        "canonical_url": address(request, request.path),
        "is_indexed": True,
        "locale_id": Locale.get_active().pk,
    }


@require_safe
def parties(request: HttpRequest) -> HttpResponse:
    """List every party by its standing today."""
    context = _around(request) | {"groups": found_parties.groups()}
    return render(request, "catalogue/parties.html", context)


@require_safe
def party(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is known of a party, and its papers that the reader may read."""
    found = found_parties.find(code)
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("party", found.code)
    profile = found_parties.profile(found, request.user)
    query = profile.papers.question.filter_query
    context = _around(request) | {
        "profile": profile,
        "party": found,
        "kind": found_parties.say_kind(found),
        "paper_count": profile.papers.works.count(),
        "papers": profile.papers.page(1, found_parties.LATEST_PAPERS),
        "browse_url": f"{reverse('browse')}?{query}",
        "feed_url": feed_address(reverse("browse_feed"), query),
    }
    return render(request, "catalogue/party.html", context)


@require_safe
def presidency(request: HttpRequest) -> HttpResponse:
    """Show who presides, the Troika, and the line of presidencies."""
    line = presidencies.line_for(request.user)
    context = _around(request) | {"line": line}
    return render(request, "catalogue/presidency.html", context)
