"""Curated collections for readers: the index, a page each, a feed each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.catalogue import collections as curated
from cms.catalogue import feeds, presenting
from cms.works.collecting import may_curate
from cms.works.models import CuratedCollection

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _find(slug: str) -> CuratedCollection:
    found = CuratedCollection.objects.select_related("listing")
    return get_object_or_404(found, slug=slug)


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """List the collections that a reader finds."""
    context = {
        "collections": curated.found_by(request.user),
        "canonical_url": presenting.address(request, request.path),
    }
    return render(request, "catalogue/collections.html", context)


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a collection in the curator's order; it is narrowed like all papers."""
    found = _find(slug)
    if not curated.may_find(request.user, found):
        raise Http404
    if answer := presenting.tidied(request):
        return answer
    listing = curated.listed_in(found, user=request.user, data=request.GET)
    query = listing.question.filter_query
    feed = feeds.feed_address(reverse("collection_feed", args=[slug]), query)
    context = presenting.present(request, listing) | {
        "collection": found,
        "feed_url": feed if found.is_shown else "",
        "may_curate": may_curate(request.user),
    }
    return render(request, "catalogue/collection.html", context)


@require_safe
def collection_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a collection as an Atom feed of what everybody may read."""
    found = _find(slug)
    listing = curated.public_listing(found, request.GET)
    if listing is None:
        raise Http404
    query = listing.question.filter_query
    return feeds.answer(
        request,
        listing,
        title=found.name,
        subtitle=found.description,
        page=presenting.address(request, reverse("collection", args=[slug]), query),
    )
