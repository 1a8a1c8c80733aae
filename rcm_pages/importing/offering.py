"""The screen's part of what a paper offers to its meeting: a person confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.conference.permissions import is_secretariat
from cms.conference.policies import may_keep_registry
from rcm_pages.importing.models import Import
from rcm_pages.importing.offers import take_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter for the meeting what was ticked."""
    user: Any = request.user
    if not (is_secretariat(user) and may_keep_registry(user)):
        raise PermissionDenied
    record = get_object_or_404(Import, pk=pk)
    try:
        taken = take_up(record=record, keys=set(request.POST.getlist("take")), by=user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        _say(request, len(taken))
    return redirect("importing_review", pk=pk)


def _say(request: HttpRequest, count: int) -> None:
    if not count:
        messages.warning(request, _("Nothing was entered: tick what is right first."))
        return
    said = ngettext(
        "%(count)d fact was entered for the meeting.",
        "%(count)d facts were entered for the meeting.",
        count,
    )
    messages.success(request, said % {"count": count})
