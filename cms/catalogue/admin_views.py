"""A listing kept as a collection, in the admin: its filter, its names, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cms.catalogue import saving
from cms.catalogue.facets import chips_of, facets_of
from cms.catalogue.listing import listed
from cms.catalogue.models import SavedListing
from cms.works import collecting
from cms.works.collection_views import CollectionForm
from cms.works.models import CuratedCollection
from cms.works.sharing import SharingError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.catalogue.listing import Listing


class ExistingForm(forms.Form):
    """The collection that is to follow the filter, if there is one already."""

    collection = forms.ModelChoiceField(
        label=gettext_lazy("Collection"),
        queryset=CuratedCollection.objects.none(),
        required=False,
        empty_label=gettext_lazy("A new one, named below"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyone = CuratedCollection.objects.all()
        self.fields["collection"].queryset = everyone  # type: ignore[attr-defined]


def _check(request: HttpRequest) -> Any:
    if not collecting.may_curate(request.user):
        raise PermissionDenied
    return request.user


@require_safe
def saved_listings(request: HttpRequest) -> HttpResponse:
    """List the collections that follow a filter."""
    _check(request)
    rows = SavedListing.objects.select_related("collection", "kept_by")
    context = {"rows": rows.order_by("-kept_at", "-pk")}
    return render(request, "catalogue_admin/listings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_listing(request: HttpRequest) -> HttpResponse:
    """Keep the filter of this address as a collection, new or there already."""
    user = _check(request)
    listing = listed(user=user, data=request.GET)
    posted = request.POST if request.method == "POST" else None
    existing = ExistingForm(posted, prefix="into")
    form = CollectionForm(posted)
    if posted is not None and existing.is_valid():
        try:
            saved = _keep(request.GET, existing.cleaned_data["collection"], form, user)
        except SharingError as refusal:
            messages.error(request, str(refusal))
        else:
            if saved:
                messages.success(request, _("Done, and written into the record."))
                return redirect("works_collection", saved.collection_id)
    context = _shown(listing) | {"existing": existing, "form": form}
    status = 422 if posted is not None else 200
    return render(request, "catalogue_admin/keep.html", context, status=status)


def _keep(
    data: QueryDict, chosen: CuratedCollection | None, form: CollectionForm, user: Any
) -> SavedListing | None:
    """Keep the filter; nothing if a new collection is not named as it should be."""
    if chosen:
        return saving.keep_listing(data=data, collection=chosen, by=user)
    if not form.is_valid():
        return None
    return saving.keep_listing(data=data, fields=form.cleaned_data, by=user)


def _shown(listing: Listing) -> dict[str, Any]:
    question = listing.question
    return {
        "chips": chips_of(question, facets_of(listing)),
        "number": listing.counted.total,
        "browse_url": f"{reverse('browse')}?{question.filter_query}",
    }


@require_http_methods(["POST"])
def drop_listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the filter off a collection."""
    user = _check(request)
    saved = get_object_or_404(SavedListing, pk=pk)
    saving.drop_listing(saved=saved, by=user)
    messages.success(request, _("Done, and written into the record."))
    return redirect("catalogue_listings")


urlpatterns = [
    path("", saved_listings, name="catalogue_listings"),
    path("keep/", keep_listing, name="catalogue_keep_listing"),
    path("<int:pk>/drop/", drop_listing, name="catalogue_drop_listing"),
]
