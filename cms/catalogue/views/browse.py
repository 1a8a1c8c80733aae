"""All works that a reader may read, narrowed, counted, sorted; and as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.catalogue import feeds, presenting
from cms.catalogue.facets import chips_of, facets_of
from cms.catalogue.listing import listed, listed_for_everybody
from cms.works.collecting import may_curate

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Show the works that a reader may read and asked for."""
    if answer := presenting.tidied(request):
        return answer
    listing = listed(user=request.user, data=request.GET)
    context = presenting.present(request, listing) | {
        "feed_url": feeds.feed_address(
            reverse("browse_feed"), listing.question.filter_query
        ),
        "may_curate": may_curate(request.user),
    }
    return render(request, "catalogue/browse.html", context)


@require_safe
def browse_feed(request: HttpRequest) -> HttpResponse:
    """Give the same listing as an Atom feed of what everybody may read."""
    listing = listed_for_everybody(data=request.GET)
    question = listing.question
    title = _("Papers of the Regional Conference on Migration")
    if question.is_narrowed:
        chips = [chip.label for chip in chips_of(question, facets_of(listing))]
        title = f"{title}: {', '.join(chips)}"
    return feeds.answer(
        request,
        listing,
        title=title,
        page=presenting.address(request, reverse("browse"), question.filter_query),
    )
