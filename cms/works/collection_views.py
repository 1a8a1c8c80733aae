"""Curated collections in the admin: which there are, and what is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import NullIf
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

from cms.conference.menus import GuardedMenuItem
from cms.works import collecting
from cms.works.audiences import tokens_for
from cms.works.models import CollectionEntry, CuratedCollection, Work
from cms.works.sharing import SharingError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


class CollectionForm(forms.ModelForm):
    """Names, description and address."""

    class Meta:
        model = CuratedCollection
        fields = (*collecting.FIELDS, "is_shown")
        widgets = {
            "description_en": forms.Textarea(attrs={"rows": 3}),
            "description_es": forms.Textarea(attrs={"rows": 3}),
        }


class AddWorkForm(forms.Form):
    """A work by its symbol."""

    symbol = forms.CharField(label=gettext_lazy("Symbol of the text"), max_length=80)


def _check(request: HttpRequest) -> Any:
    if not collecting.may_curate(request.user):
        raise PermissionDenied
    return request.user


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """List the collections, each with how many of its works the person may read."""
    user = _check(request)
    readable = Work.objects.open_to(tokens_for(user))
    counted = CuratedCollection.objects.annotate(
        readable=Count("entries", filter=Q(entries__work__in=readable))
    )
    return render(request, "works/collections/index.html", {"collections": counted})


@require_http_methods(["GET", "HEAD", "POST"])
def new_collection(request: HttpRequest) -> HttpResponse:
    """Make a collection."""
    user = _check(request)
    form = CollectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = collecting.keep_collection(fields=form.cleaned_data, by=user)
        messages.success(request, _("The collection has been kept."))
        return redirect("works_collection", kept.pk)
    status = 422 if form.is_bound else 200
    return render(request, "works/collections/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a collection's works, and change it."""
    user = _check(request)
    found = get_object_or_404(CuratedCollection, pk=pk)
    deed = request.POST.get("deed", "")
    form = CollectionForm(request.POST if deed == "change" else None, instance=found)
    add_form = AddWorkForm(request.POST if deed == "add" else None)
    if request.method == "POST":
        try:
            if _act(request, deed, found, form, add_form, by=user):
                messages.success(request, _("Done, and written into the record."))
                return redirect("works_collection", found.pk)
        except SharingError as refusal:
            messages.error(request, str(refusal))
    readable = found.works_for(user).with_faces()
    entries = found.entries.filter(work__in=readable).select_related("added_by")
    placed = NullIf("position", 0).asc(nulls_last=True)
    arranged = entries.order_by(placed, "-added_at", "-pk")
    page = Paginator(arranged, PER_PAGE).get_page(request.GET.get("page"))
    works = readable.in_bulk([entry.work_id for entry in page.object_list])
    context = {
        "collection": CuratedCollection.objects.get(pk=pk),
        "form": form,
        "add_form": add_form,
        "rows": [(entry, works[entry.work_id]) for entry in page.object_list],
        "page": page,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "works/collections/one.html", context, status=status)


def _act(
    request: HttpRequest,
    deed: str,
    found: CuratedCollection,
    form: CollectionForm,
    add_form: AddWorkForm,
    *,
    by: Any,
) -> bool:
    """Do what was asked; False if a form is not filled in as it should be."""
    if deed == "change" and form.is_valid():
        collecting.keep_collection(collection=found, fields=form.cleaned_data, by=by)
        return True
    if deed == "add" and add_form.is_valid():
        symbol = add_form.cleaned_data["symbol"].strip()
        work = Work.objects.filter(symbol__iexact=symbol).first()
        if work is None:
            raise SharingError(_("No text has this symbol."))
        collecting.add_to_collection(collection=found, work=work, by=by)
        return True
    number = request.POST.get("entry", "")[:18]
    if deed in ("remove", "place") and number.isdecimal():
        entry = get_object_or_404(CollectionEntry, pk=int(number), collection=found)
        return _act_on(entry, deed, request.POST.get("place", ""), by=by)
    return False


def _act_on(entry: CollectionEntry, deed: str, place: str, *, by: Any) -> bool:
    if deed == "remove":
        collecting.remove_from_collection(entry=entry, by=by)
        return True
    if len(place) > len(str(collecting.LAST_PLACE)) or not place.isdecimal():
        raise SharingError(_("Give the place as a number."))
    collecting.place_in_collection(entry=entry, place=int(place), by=by)
    return True


def menu_item() -> MenuItem:
    """Lead to the collections."""
    return GuardedMenuItem(
        pgettext_lazy("menu", "Curated collections"),
        reverse("works_collections"),
        icon_name="folder-open-inverse",
        order=165,
        may=collecting.may_curate,
    )


urlpatterns = [
    path("", collections, name="works_collections"),
    path("new/", new_collection, name="works_collection_new"),
    path("<int:pk>/", collection, name="works_collection"),
]
