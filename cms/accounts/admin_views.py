"""An account, as whoever looks after the people sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.accounts import actions, sessions
from cms.accounts.history import has_history
from cms.accounts.models import User
from cms.accounts.permissions import may_administer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the account, or do one of the deeds that keep it safe."""
    person = get_object_or_404(User, pk=pk)
    if not may_administer(request.user, person):
        raise PermissionDenied
    if request.method == "POST":
        return _act(request, person)
    return _show(request, person)


def _show(
    request: HttpRequest, person: User, *, reason: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "person": person,
        "places": sessions.places_of(person),
        "factors": Authenticator.objects.filter(user=person).order_by("created_at"),
        "has_history": has_history(person),
        "is_self": person.pk == request.user.pk,
        "reason": reason,
    }
    return render(request, "accounts/admin/account.html", context, status=status)


def _act(request: HttpRequest, person: User) -> HttpResponse:
    deed, reason = request.POST.get("deed", ""), request.POST.get("reason", "")
    by: Any = request.user
    try:
        if deed == "end_sessions":
            actions.end_sessions(person=person, by=by)
        elif deed == "remove_second_factor":
            actions.remove_second_factor(person=person, reason=reason, by=by)
        elif deed == "deactivate":
            actions.deactivate(person=person, reason=reason, by=by)
        elif deed == "reactivate":
            actions.reactivate(person=person, reason=reason, by=by)
        else:
            raise actions.AccountError(_("Nothing was chosen."))
    except actions.AccountError as refusal:
        messages.error(request, str(refusal))
        return _show(request, person, reason=reason, status=422)
    messages.success(request, _("Done, and written into the record."))
    return redirect("accounts_person", person.pk)
