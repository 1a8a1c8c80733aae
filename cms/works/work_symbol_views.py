"""One work's symbol: held, given back, made right; and its drafts as circulated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.works import circulating, reservations, symbol_corrections, symbols
from cms.works.models import SymbolState, Work
from cms.works.permissions import may_read
from cms.works.sharing import SharingError
from cms.works.states import WorkState
from cms.works.symbol_forms import CirculateForm, CorrectSymbolForm, TakeUpForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

OPEN_STATES = (WorkState.DRAFT, WorkState.IN_APPROVAL)


def _forms(work: Work, request: HttpRequest) -> dict[str, forms.Form]:
    """Return every form of the screen, the one that was sent filled in as sent."""
    sent = request.POST.get("deed") if request.method == "POST" else None

    def data(name: str) -> Any:
        return request.POST if sent == name else None

    return {
        "take_up": TakeUpForm(data("take_up"), work=work),
        "correct": CorrectSymbolForm(data("correct"), prefix="correct"),
        "circulate": CirculateForm(data("circulate"), prefix="circulate"),
    }


def _take_up(work: Work, said: dict[str, Any], by: Any) -> str:
    if not reservations.may_reserve(by):
        raise SharingError(_("Symbols are reserved by the Secretariat."))
    reservations.take_up(entry=said["entry"], work=work, by=by)
    return _("The draft has taken the symbol up.")


def _correct(work: Work, said: dict[str, Any], by: Any) -> str:
    symbol_corrections.correct_symbol(work=work, **said, by=by)
    return _("The symbol is corrected; the older one leads to it.")


def _circulate(work: Work, said: dict[str, Any], by: Any) -> str:
    made = circulating.circulate(work=work, **said, by=by)
    return _("Circulated as %(symbol)s.") % {"symbol": made.symbol}


_DO: dict[str, Callable[[Work, dict[str, Any], Any], str]] = {
    "take_up": _take_up,
    "correct": _correct,
    "circulate": _circulate,
}


def _act(request: HttpRequest, work: Work, found: dict[str, forms.Form]) -> str | None:
    """Do what was asked; None if a form has to be filled in again."""
    deed = request.POST.get("deed", "")
    if deed == "give_back":
        reservations.give_back(work=work, by=request.user)  # type: ignore[arg-type]
        return _("The symbol is free to be taken up by another draft.")
    if deed in _DO and found[deed].is_valid():
        return _DO[deed](work, found[deed].cleaned_data, request.user)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def work_symbol(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a work's symbols and circulated drafts to its readers, and change them."""
    user: Any = request.user
    work = get_object_or_404(Work.objects.with_faces(), pk=pk)
    if not may_read(user, work):
        raise Http404
    found = _forms(work, request)
    if request.method == "POST":
        try:
            if said := _act(request, work, found):
                messages.success(request, said)
                return redirect("work_symbol", pk)
        except SharingError as refusal:
            messages.error(request, str(refusal))
    status = 422 if request.method == "POST" else 200
    context = _context(user, Work.objects.with_faces().get(pk=pk), found)
    return render(request, "works/symbols/of_a_work.html", context, status=status)


def _context(user: Any, work: Work, found: dict[str, forms.Form]) -> dict[str, Any]:
    held = symbols.held_by(work)
    drafts = (
        work.circulated.order_by("-number")
        .select_related("circulated_by")
        .prefetch_related("texts")
        if circulating.may_read_drafts(user, work)
        else ()
    )
    may_reserve = reservations.may_reserve(user) and work.state in OPEN_STATES
    return {
        "work": work,
        "held": held,
        "former": work.symbols.filter(state=SymbolState.FORMER),
        "drafts": drafts,
        "forms": found,
        "may_reserve": may_reserve,
        "may_give_back": may_reserve and held and not work.circulated.exists(),
        "may_correct": symbol_corrections.may_correct_symbol(user, work),
        "may_circulate": circulating.may_circulate(user, work),
    }
