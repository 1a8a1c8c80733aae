"""The Secretariat's screens in the admin: parties, and the line of Presidencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.conference import actions, moment
from cms.conference.appointing import today
from cms.conference.doors import ADMIN
from cms.conference.errors import ConferenceError
from cms.conference.forms import HandOverForm
from cms.conference.models import Appointment, Party, PresidencyTerm
from cms.conference.permissions import DECIDING_ROLES, is_coordinator, is_secretariat
from cms.conference.presidency import current_term, troika

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User


def _ask_secretariat(request: HttpRequest, *, coordinator: bool = False) -> None:
    may = is_coordinator if coordinator else is_secretariat
    if not may(request.user):
        raise PermissionDenied


@require_safe
def parties(request: HttpRequest) -> HttpResponse:
    """List the parties with the number of their people and of open invitations."""
    _ask_secretariat(request)
    day = today()
    in_force = (
        Q(appointments__starts_on__isnull=True) | Q(appointments__starts_on__lte=day)
    ) & (Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gte=day))
    open_ones = Q(invitations__accepted_at=None, invitations__withdrawn_at=None)
    rows = Party.objects.annotate(
        people=Count("appointments__person", filter=in_force, distinct=True),
        waiting=Count("invitations", filter=open_ones, distinct=True),
    ).order_by("name_en")
    kinds = list(Party.Kind)
    context = {
        "heading": _("People"),
        "rows": sorted(rows, key=lambda row: kinds.index(Party.Kind(row.kind))),
        "door": ADMIN,
    }
    return render(request, "conference/people/parties.html", context)


def _deciders(party: Party, day: dt.date) -> list[User]:
    held = Appointment.objects.filter(
        party=party, role__in=DECIDING_ROLES, person__is_active=True
    )
    return [a.person for a in held.on(day).select_related("person")]


def _line() -> list[tuple[PresidencyTerm, str]]:
    """Return the terms, newest first, each with where it stands."""
    present, now = current_term(), moment.now()
    rows = []
    for term in PresidencyTerm.objects.select_related("party").order_by("-ordinal"):
        if present and term.pk == present.pk:
            standing = "present"
        elif term.starts_at and term.starts_at > now and not term.began_at:
            standing = "scheduled"
        elif present and term.ordinal > present.ordinal:
            standing = "named"
        else:
            standing = "past"
        rows.append((term, standing))
    return rows


def _next() -> dict[str, Any]:
    """Return what the form proposes: the next term that has no date, or the number."""
    present = current_term()
    after = PresidencyTerm.objects.filter(starts_at__isnull=True)
    if present:
        after = after.filter(ordinal__gt=present.ordinal)
    named = after.first() if present else None
    if named:
        return {"party": named.party_id, "ordinal": named.ordinal}
    last = PresidencyTerm.objects.last()
    return {"ordinal": last.ordinal + 1} if last else {}


@require_safe
def presidency(request: HttpRequest) -> HttpResponse:
    """Show who presides, the Troika, and the line of terms."""
    _ask_secretariat(request)
    present = current_term()
    context = {
        "heading": _("Presidency Pro-Tempore"),
        "icon": "history",
        "line": _line(),
        "present": present,
        "troika": troika(),
        "deciders": _deciders(present.party, today()) if present else [],
        "may_schedule": is_coordinator(request.user),
    }
    return render(request, "conference/presidency/line.html", context)


def _in_words(form: HandOverForm) -> dict[str, Any]:
    """Return what will pass to whom, and who decides then."""
    at, incoming = form.instant(), form.cleaned_data["party"]
    before = (
        PresidencyTerm.objects.filter(starts_at__lt=at)
        .exclude(ordinal=form.cleaned_data["ordinal"])
        .select_related("party")
        .last()
    )
    return {
        "at": at,
        "incoming": incoming,
        "outgoing": before.party if before else None,
        "deciders": _deciders(incoming, timezone.localdate(at)),
    }


def _schedule(form: HandOverForm, by: User, *, confirmed: bool) -> None:
    """Enter the hand-over, or only try it; ConferenceError comes out."""
    enter = actions.begin_presidency if confirmed else actions.try_presidency
    enter(
        party=form.cleaned_data["party"],
        ordinal=form.cleaned_data["ordinal"],
        starts_at=form.instant(),
        by=by,
    )


def hand_over(request: HttpRequest) -> HttpResponse:
    """Schedule the next hand-over, or correct one: asked, said in words, confirmed."""
    _ask_secretariat(request, coordinator=True)
    user: Any = request.user
    is_post = request.method == "POST"
    proposal = _next() | {"hour": "17:00"}
    form = HandOverForm(request.POST if is_post else None, initial=proposal)
    context: dict[str, Any] = {
        "heading": _("Schedule a hand-over"),
        "icon": "history",
        "form": form,
    }
    confirmed = "confirm" in request.POST
    template, status = "schedule", 422 if is_post else 200
    if is_post and form.is_valid():
        try:
            _schedule(form, user, confirmed=confirmed)
        except ConferenceError as error:
            form.add_error(None, str(error))
        else:
            if confirmed:
                messages.success(request, _("The hand-over is scheduled."))
                return redirect("presidency_line")
            context |= _in_words(form)
            template, status = "confirm", 200
    name = f"conference/presidency/{template}.html"
    return render(request, name, context, status=status)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a hand-over that has not come: asked, said in words, confirmed."""
    _ask_secretariat(request, coordinator=True)
    term = get_object_or_404(PresidencyTerm.objects.select_related("party"), pk=pk)
    user: Any = request.user
    if request.method == "POST":
        try:
            actions.withdraw_term(term=term, by=user)
        except ConferenceError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The hand-over is cancelled."))
        return redirect("presidency_line")
    context = {
        "heading": _("Cancel a hand-over"),
        "icon": "history",
        "term": term,
        "present": current_term(),
    }
    return render(request, "conference/presidency/cancel.html", context)
