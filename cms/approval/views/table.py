"""The decision table, to be read by all of the desk and changed by few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.approval import actions
from cms.approval.actions.table import may_change_table
from cms.approval.floor import needs_presidency
from cms.approval.forms import ProcedureForm
from cms.approval.models import Procedure
from cms.approval.procedures import codes, name_of, procedure_for
from cms.audit.models import Event

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _row(code: str) -> dict[str, Any]:
    return {
        "procedure": procedure_for(code),
        "name": name_of(code),
        "is_fixed": needs_presidency(code),
    }


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Show who prepares, clears and decides, for each type, with its clause."""
    rows = [_row(code) for code in codes()]
    changes = (
        Event.objects.filter(verb="approval.procedure_changed")
        .select_related("actor")
        .order_by("-at")
    )
    context = {
        "rows": rows,
        "changes": [(event, name_of(event.data["code"])) for event in changes[:20]],
        "may_change": may_change_table(request.user),
    }
    return render(request, "approval/procedures.html", context)


def change_procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Change one row, with the reason."""
    if code not in codes():
        raise Http404
    if not may_change_table(request.user):
        raise PermissionDenied
    row = _row(code)
    form, status = ProcedureForm.of(row["procedure"]), 200
    if request.method == "POST":
        form, status = ProcedureForm(request.POST), 422
        if form.is_valid():
            try:
                return _change(request, code, form)
            except actions.ApprovalError as error:
                messages.error(request, str(error))
                status = 409
    return render(
        request, "approval/procedure.html", row | {"form": form}, status=status
    )


def _change(request: HttpRequest, code: str, form: ProcedureForm) -> HttpResponse:
    user: Any = request.user
    said = form.cleaned_data
    actions.change_procedure(
        code=code,
        changes={name: said[name] for name in Procedure.RULES},
        reason=said["reason"],
        by=user,
    )
    messages.success(request, _("The decision table is changed."))
    return redirect("approval_procedures")
