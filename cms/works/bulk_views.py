"""Many texts chosen: what the screens of a change of many are made of for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cms.works import bulk, listing, many, many_views
from cms.works.bulk_forms import BulkForm
from cms.works.list_views import may_list

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.works.models import Work


def _chosen(request: HttpRequest) -> list[Work]:
    """Return the works ticked, or all of the list as it was narrowed."""
    user = request.user
    if request.POST.get("all"):
        narrowed = QueryDict(request.POST.get("query", "").replace("\0", ""))
        form = listing.ListForm(narrowed, user=user)
        works = listing.listed(user, form).with_faces()
        return list(works[: many.MOST_AT_ONCE + 1])
    return bulk.readable(user, many.numbers(request.POST.getlist("work")))


def _say_chosen(number: int) -> str:
    said: Any = ngettext("%(count)d text chosen.", "%(count)d texts chosen.", number)
    return str(said % {"count": number})


def _say_unseen(number: int) -> str:
    said: Any = ngettext(
        "%(count)d text that you may no longer see",
        "%(count)d texts that you may no longer see",
        number,
    )
    return str(said % {"count": number})


TEXTS = many_views.Screen(
    trade=bulk.TEXTS,
    form=BulkForm,
    may=may_list,
    chosen=_chosen,
    readable=bulk.readable,
    listing="texts",
    report="texts_changed",
    row="works/texts/name.html",
    title=_("Change many texts"),
    report_title=_("Change of many texts"),
    list_title=_("Texts"),
    icon="list-ul",
    say_none=_("Please choose the texts first."),
    say_chosen=_say_chosen,
    say_unseen=_say_unseen,
)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Ask what is to be changed, show what would be, and do it."""
    return many_views.change(request, TEXTS)


@require_safe
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of each, to whoever asked for it."""
    return many_views.changed(request, TEXTS, pk)


urlpatterns = [
    path("change/", change, name="texts_change"),
    path("changes/<int:pk>/", changed, name="texts_changed"),
]
