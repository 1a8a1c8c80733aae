"""Issuing a Corr. or Add. of a settled text, and letting one take another's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.approval import actions
from cms.approval.forms import CorrectionForm
from cms.conference.permissions import is_secretariat
from cms.works.corrections import begin_correction
from cms.works.models import RelationKind, Work
from cms.works.states import WrongStateError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def correct(request: HttpRequest, work_id: int) -> HttpResponse:
    """Begin the draft of a Corr. or Add.; it then takes the way of its type."""
    user: Any = request.user
    if not is_secretariat(user):
        raise PermissionDenied
    work = get_object_or_404(Work.objects.settled(), pk=work_id)
    own = list(work.expressions.values_list("language", flat=True))
    form, status = CorrectionForm(initial={"languages": own}), 200
    if request.method == "POST":
        form, status = CorrectionForm(request.POST), 422
        if form.is_valid():
            try:
                return _begin(request, work, form)
            except (WrongStateError, actions.ApprovalError) as error:
                messages.error(request, str(error))
                status = 409
    shown = work.shown
    context = {"work": work, "title": shown.title if shown else work, "form": form}
    return render(request, "approval/correct.html", context, status=status)


def _begin(request: HttpRequest, work: Work, form: CorrectionForm) -> HttpResponse:
    user: Any = request.user
    made = begin_correction(
        work=work,
        kind=RelationKind(form.cleaned_data["kind"]),
        languages=form.cleaned_data["languages"],
        by=user,
    )
    first = made.expressions.order_by("pk").first()
    messages.success(
        request, _("The draft is made. Write it, then submit it as any text.")
    )
    if first is None:
        return redirect("approval_queue")
    return redirect("wagtailadmin_pages:edit", first.page_id)
