"""Personal data: what falls due, and their removal after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.models import User
from cms.conference.models import Meeting
from cms.keeping import actions, personal
from cms.keeping.actions.erasing import may_erase, reason_against
from cms.keeping.forms import ErasureForm
from cms.keeping.models import Erasure

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 25
ACCOUNT, MEETING = "account", "meeting"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List closed accounts and lists of delegations with their terms."""
    if not may_erase(request.user):
        raise PermissionDenied
    people, lists = personal.terms()
    begun = Erasure.objects.select_related("person", "meeting__body", "begun_by")
    context = {
        "people": Paginator(people, PER_PAGE).get_page(request.GET.get("people")),
        "lists": Paginator(lists, PER_PAGE).get_page(request.GET.get("lists")),
        "begun": Paginator(begun, PER_PAGE).get_page(request.GET.get("begun")),
    }
    return render(request, "keeping/personal.html", context)


def _subject(request: HttpRequest, kind: str, pk: int) -> User | Meeting:
    if not may_erase(request.user):
        raise PermissionDenied
    if kind not in (ACCOUNT, MEETING):
        raise Http404
    model: Any = User if kind == ACCOUNT else Meeting
    found: User | Meeting = get_object_or_404(model, pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask, with what goes and what stays, and begin to remove personal data."""
    user: Any = request.user
    subject = _subject(request, kind, pk)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.begin_erasure(subject=subject, reason=reason, by=user)
        except actions.RetentionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The removal has begun; it goes on by itself to its end.")
            )
            return redirect("keeping_personal")
    context = {
        "subject": subject,
        "kind": kind,
        "form": form,
        "against": reason_against(user, subject),
    }
    status = 422 if form.is_bound else 200
    return render(request, "keeping/erase.html", context, status=status)
