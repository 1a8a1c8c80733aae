"""Many texts chosen: say what is to be changed, see what would be, do it, read on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.works import bulk, listing
from cms.works.bulk_forms import BulkForm
from cms.works.list_views import may_list
from cms.works.models import BulkChange, BulkItem, Work

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_DIGITS = 18


def _chosen(request: HttpRequest) -> list[Work]:
    """Return the works ticked, or all of the list as it was narrowed."""
    user = request.user
    if request.POST.get("all"):
        narrowed = QueryDict(request.POST.get("query", "").replace("\0", ""))
        form = listing.ListForm(narrowed, user=user)
        works = listing.listed(user, form).with_faces()
        return list(works[: bulk.MOST_AT_ONCE + 1])
    said = request.POST.getlist("work")
    numbers = {int(n) for n in said if n.isascii() and n[:MOST_DIGITS].isdigit()
               and len(n) <= MOST_DIGITS}  # fmt: skip
    return bulk.readable(user, list(numbers)[: bulk.MOST_AT_ONCE + 1])


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Ask what is to be changed, show what would be, and do it."""
    user: Any = request.user
    if not may_list(user):
        raise PermissionDenied
    works = _chosen(request) if request.method == "POST" else []
    if not works or len(works) > bulk.MOST_AT_ONCE:
        messages.error(request, _no_good(works))
        return redirect("texts")
    deed = request.POST.get("deed", "")
    form = BulkForm(request.POST if deed in ("try", "do") else None, user=user)
    outcomes = []
    if form.is_valid():
        wanted = form.wanted()
        if deed == "do":
            made = bulk.ask_for(works=works, wanted=wanted, by=user)
            if len(works) <= bulk.MOST_WHILE_WAITING:  # nobody has to wait for them
                bulk.run(made)
            return redirect("texts_changed", made.pk)
        outcomes = bulk.rehearse(works=works, wanted=wanted, by=user)
    context = {
        "form": form,
        "works": works,
        "outcomes": outcomes,
        "to_change": sum(o.state == BulkItem.State.CHANGED for o in outcomes),
        "refused": sum(o.state == BulkItem.State.REFUSED for o in outcomes),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "works/texts/change.html", context, status=status)


def _no_good(works: list[Work]) -> str:
    if not works:
        return _("Please choose the texts first.")
    return _("At most %(most)d texts are changed at once. Please choose fewer.") % {
        "most": bulk.MOST_AT_ONCE
    }


def _labels() -> list[tuple[str, str]]:
    """Return what each state is called at the head of a report."""
    labels = {code: str(label) for code, label in BulkItem.State.choices}
    return list((labels | {BulkItem.State.CHANGED: _("Changed")}).items())


@require_safe
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of each, to whoever asked for it."""
    user: Any = request.user
    if not may_list(user):
        raise PermissionDenied
    made = get_object_or_404(BulkChange, pk=pk, asked_by=user)
    items = list(made.items.all())
    works = {work.pk: work for work in bulk.readable(user, [i.work_id for i in items])}
    counts = Counter(item.state for item in items)
    context = {
        "change": made,
        "rows": [
            (item, works[item.work_id]) for item in items if item.work_id in works
        ],
        "unseen": sum(item.work_id not in works for item in items),
        "counts": [(label, counts[code]) for code, label in _labels()],
        "waiting": counts[BulkItem.State.WAITING],
        "total": len(items),
        "done": len(items) - counts[BulkItem.State.WAITING],
    }
    return render(request, "works/texts/changed.html", context)


urlpatterns = [
    path("change/", change, name="texts_change"),
    path("changes/<int:pk>/", changed, name="texts_changed"),
]
