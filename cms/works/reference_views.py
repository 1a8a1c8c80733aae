"""The permanent address of a symbol: what it leads to, for whoever may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.works import circulating
from cms.works.models import RegisteredSymbol, SymbolState, Work
from cms.works.permissions import may_edit, may_read
from cms.works.reservations import may_know

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def by_symbol(request: HttpRequest, symbol: str) -> HttpResponse:
    """Lead from a symbol to the page of its text in the reader's language.

    A former symbol answers 301 to the present one, a reserved one says so, a Rev.N
    shows the draft as it was circulated; whoever may not read or know what stands
    behind a symbol meets 404 like behind no symbol.
    """
    if "\0" in symbol:
        raise Http404
    symbol = symbol.strip("/")
    work = Work.objects.with_faces().filter(symbol__iexact=symbol).first()
    if work:
        return _lead_to(request, work)
    entry = (
        RegisteredSymbol.objects.written(symbol)
        .select_related("meeting__body", "party", "work")
        .first()
    )
    if entry and entry.state == SymbolState.FORMER:
        return _lead_on(request, entry)
    if entry and entry.state == SymbolState.RESERVED:
        return _say_reserved(request, entry)
    return _show_circulated(request, symbol)


def _lead_to(request: HttpRequest, work: Work) -> HttpResponse:
    shown = work.shown if may_read(request.user, work) else None
    if shown is None or not shown.url:
        raise Http404
    return HttpResponseRedirect(shown.url)


def _lead_on(request: HttpRequest, entry: RegisteredSymbol) -> HttpResponse:
    """Send whoever may read the text to its present symbol, for good."""
    work = entry.work
    if work is None or not work.symbol or not may_read(request.user, work):
        raise Http404
    return HttpResponsePermanentRedirect(reverse("by_symbol", args=[work.symbol]))


def _say_reserved(request: HttpRequest, entry: RegisteredSymbol) -> HttpResponse:
    """Say that a symbol is reserved, to those who may know."""
    user, work = request.user, entry.work
    reads = work is not None and may_read(user, work)
    # A draft that takes a symbol up is known to its readers and to nobody else.
    if not (reads if work else may_know(user, entry)):
        raise Http404
    context = {
        "entry": entry,
        "work": work,
        "face": work.shown if work else None,
        "may_edit": work is not None and may_edit(user, work),
    }
    return render(request, "references/reserved.html", context)


def _show_circulated(request: HttpRequest, symbol: str) -> HttpResponse:
    """Show a draft as it was circulated, in the reader's language."""
    draft = circulating.find(symbol)
    if draft is None or not circulating.may_read_drafts(request.user, draft.work):
        raise Http404
    texts = {text.language: text for text in draft.texts.all()}
    chosen = request.GET.get("language", "")
    active = (get_language() or "").split("-")[0]
    first = min(texts.values(), key=lambda text: (text.status != "original", text.pk))
    context = {
        "draft": draft,
        "work": draft.work,
        "text": texts.get(chosen) or texts.get(active) or first,
        "texts": texts.values(),
    }
    return render(request, "references/circulated.html", context)
