"""A person's own notices; nobody else's are found, whatever number is asked for."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_safe,
)

from cms.distribution import actions
from cms.distribution.desk import address_of, page_of_notices
from cms.distribution.forms import PreferencesForm
from cms.distribution.models import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """List the person's notices, the unread ones first."""
    person: Any = request.user
    page, entries = page_of_notices(person, request.GET.get("page", ""))
    context = {
        "entries": entries,
        "page_number": page.number,
        "last_page": page.paginator.num_pages,
    }
    return render(request, "desk/notices.html", context)


def posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead whoever comes without a POST to the list: from the sign-in, mostly."""

    @wraps(view)
    def take(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect("notices")
        return view(request, *args, **kwargs)

    return take


def _own(request: HttpRequest, pk: int) -> Notice:
    """Find a notice of this person; another's is as if it were not there."""
    return get_object_or_404(Notice.objects.shown_to(request.user), pk=pk)


@posted
@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person has read a notice."""
    person: Any = request.user
    actions.mark_read(notice=_own(request, pk), by=person)
    return redirect("notices")


@posted
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that the person has read everything."""
    person: Any = request.user
    count = actions.mark_all_read(by=person)
    said = ngettext(
        "%(count)d notice marked as read.", "%(count)d notices marked as read.", count
    )
    messages.success(request, said % {"count": count})
    return redirect("notices")


@posted
@login_required
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a notice is about; it counts as read."""
    person: Any = request.user
    notice = _own(request, pk)
    actions.mark_read(notice=notice, by=person)
    address = address_of(notice, person)
    return HttpResponseRedirect(address) if address else redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Ask how the person wants to be told, and keep it."""
    person: Any = request.user
    form = PreferencesForm(
        request.POST if request.method == "POST" else None, person=person
    )
    if form.is_valid():
        actions.choose_mail(choices=form.cleaned_data, by=person)
        messages.success(request, _("Your choice has been kept."))
        return redirect("notices")
    status = 422 if form.is_bound else 200
    return render(request, "desk/preferences.html", {"form": form}, status=status)
