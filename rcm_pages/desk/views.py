"""The desk of whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from rcm_pages.desk.gathering import desk_of
from rcm_pages.desk.models import DeskVisit
from rcm_pages.desk.visits import visit

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _is_read(request: HttpRequest) -> bool:
    """Tell a visit from a browser that only asks, or fetches the page in advance."""
    return request.method == "GET" and "Sec-Purpose" not in request.headers


@require_safe
@never_cache
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show what concerns the person; being read moves the instant of the last visit."""
    person: Any = request.user
    if _is_read(request):
        since = visit(person)
    else:
        known = DeskVisit.objects.filter(person=person).first()
        since = known.since if known else None
    context = desk_of(person, since) | {
        "heading": _("Desk"),
        "locale_id": Locale.get_active().pk,
    }
    return render(request, "desk/home.html", context)
