"""Submitting a text: who will look at it, what it still lacks, and off it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.approval import actions
from cms.approval.actions.submitting import procedure_of_submission
from cms.approval.entitlement import may_submit
from cms.approval.forms import SubmitForm
from cms.approval.procedures import name_of, older_code
from cms.approval.readiness import problems_of
from cms.approval.steps import Step
from cms.works.models import Work
from cms.works.permissions import may_edit, may_read
from cms.works.states import WorkState

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def submit(request: HttpRequest, work_id: int) -> HttpResponse:
    """Show the procedure of a draft and what it lacks; submit it."""
    user: Any = request.user
    work = get_object_or_404(Work, pk=work_id)
    if not may_read(user, work):
        raise PermissionDenied
    if work.state != WorkState.DRAFT:
        messages.error(request, _("This text is not a draft."))
        return redirect("approval_queue")
    if request.method == "POST":
        form = SubmitForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                return _submit(request, work, form)
            except actions.ApprovalError as error:
                messages.error(request, str(error))
                status = 409
    else:
        form, status = SubmitForm(initial={"provenance": work.provenance}), 200
    work.refresh_from_db()
    return render(
        request, "approval/submit.html", _context(user, work, form), status=status
    )


def _context(user: Any, work: Work, form: SubmitForm) -> dict[str, Any]:
    as_older = bool(form.is_bound and form.data.get("as_older"))
    can_be_older = older_code(work) not in (None, work.type_code)
    procedure = procedure_of_submission(work, as_older=as_older and can_be_older)
    shown = work.shown
    return {
        "work": work,
        "title": shown.title if shown else str(work),
        "procedure": procedure,
        "procedure_name": name_of(procedure.code),
        "steps": [Step(step).label for step in procedure.steps],
        "problems": problems_of(work, procedure),
        "can_be_older": can_be_older,
        "form": form,
        "may_submit": may_submit(user, work, procedure),
        "expressions": work.expressions.select_related("page"),
    }


def _submit(request: HttpRequest, work: Work, form: SubmitForm) -> HttpResponse:
    user: Any = request.user
    provenance = form.cleaned_data["provenance"].strip()
    if provenance != work.provenance and may_edit(user, work):
        actions.set_provenance(work=work, provenance=provenance, by=user)
    expression = next(
        (e for e in work.expressions.select_related("page").order_by("pk") if e.page),
        None,
    )
    if expression is None or expression.page is None:
        raise actions.ApprovalError(_("This work has no text yet."))
    actions.submit(
        page=expression.page.specific, as_older=form.cleaned_data["as_older"], by=user
    )
    messages.success(request, _("Submitted. Those whose turn it is have been told."))
    return redirect("approval_queue")
