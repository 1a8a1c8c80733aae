"""The register of symbols in the admin: what is reserved, for whom, and what became."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

from cms.conference.menus import GuardedMenuItem
from cms.works import reservations
from cms.works.audiences import tokens_for
from cms.works.models import RegisteredSymbol, SymbolState, Work
from cms.works.symbol_forms import ReleaseSymbolForm, ReserveForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


def _check(request: HttpRequest) -> Any:
    if not reservations.may_reserve(request.user):
        raise PermissionDenied
    return request.user


def _shown(user: Any, state: str, words: str) -> Any:
    """Return the symbols of a state, less those of works that one may not read."""
    readable = Work.objects.open_to(tokens_for(user))
    rows = RegisteredSymbol.objects.filter(
        work__isnull=True
    ) | RegisteredSymbol.objects.filter(work__in=readable)
    rows = rows.select_related("meeting__body", "party", "reserved_by")
    if state in SymbolState.values:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(symbol__icontains=words)
    return rows.order_by("-reserved_at", "-pk")


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """List the symbols; at first those that are reserved."""
    user = _check(request)
    state = request.GET.get("state", SymbolState.RESERVED)
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    pages = Paginator(_shown(user, state, words), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    numbers = {entry.work_id for entry in page.object_list if entry.work_id}
    works = Work.objects.with_faces().in_bulk(numbers)
    context = {
        "rows": [(entry, works.get(entry.work_id)) for entry in page.object_list],
        "page": page,
        "states": SymbolState.choices,
        "state": state,
        "words": words,
        "today": timezone.localdate(),
    }
    return render(request, "works/symbols/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: HttpRequest) -> HttpResponse:
    """Reserve the next symbol or symbols of a meeting and type."""
    user = _check(request)
    form = ReserveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = reservations.reserve(**form.cleaned_data, by=user)
        except reservations.SymbolError as refusal:
            form.add_error(None, str(refusal))
        else:
            named = ", ".join(entry.symbol for entry in made)
            messages.success(request, _("Reserved: %(symbols)s") % {"symbols": named})
            return redirect("symbols")
    status = 422 if form.is_bound else 200
    return render(request, "works/symbols/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Release a reservation, with a reason."""
    user = _check(request)
    entry = get_object_or_404(RegisteredSymbol.objects.open(), pk=pk)
    form = ReleaseSymbolForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reservations.release(entry=entry, why=form.cleaned_data["why"], by=user)
        except reservations.SymbolError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("%(symbol)s is released.") % {"symbol": entry.symbol}
            messages.success(request, said)
            return redirect("symbols")
    context = {"form": form, "entry": entry}
    status = 422 if form.is_bound else 200
    return render(request, "works/symbols/release.html", context, status=status)


def menu_item() -> MenuItem:
    """Lead to the register."""
    return GuardedMenuItem(
        gettext_lazy("Symbols"),
        reverse("symbols"),
        icon_name="tag",
        order=166,
        may=reservations.may_reserve,
    )


urlpatterns = [
    path("", register, name="symbols"),
    path("new/", reserve, name="symbols_new"),
    path("<int:pk>/release/", release, name="symbol_release"),
]
