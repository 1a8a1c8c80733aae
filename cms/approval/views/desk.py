"""The approval desk: queue, decision, preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import TaskState

from cms.approval import actions
from cms.approval.forms import ApproveForm, PresentForm, SendBackForm, day_for
from cms.approval.queue import waiting
from cms.approval.screens import decision_context, outcome_in_words
from cms.works.permissions import may_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits, with age and whose turn it is."""
    return render(request, "approval/queue.html", {"rows": waiting(user=request.user)})


def _task_state(request: HttpRequest, pk: int) -> TaskState:
    found = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "finished_by"), pk=pk
    )
    work = actions.work_of(found.workflow_state)
    if work is None:
        raise Http404
    if not may_read(request.user, work):
        raise PermissionDenied
    return found


def _forms(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return the three forms; the one that was posted holds what was posted."""
    decision = request.POST.get("decision") if request.method == "POST" else None

    def posted(name: str) -> Any:
        return request.POST if decision == name else None

    work = context["work"]
    shown = {"shown_hash": context["content_hash"]}
    return {
        "approve_form": ApproveForm(
            posted("approve"),
            approval=context["approval"],
            step=context["step"],
            work=work,
            initial={**shown, "adopted_on": day_for(work)},
        ),
        "send_back_form": SendBackForm(posted("send_back")),
        "present_form": PresentForm(posted("present"), initial=shown),
    }


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text that is decided on, and take the decision."""
    task_state = _task_state(request, pk)
    context = decision_context(request.user, task_state)
    forms = _forms(request, context)
    if request.method != "POST":
        return render(request, "approval/decide.html", context | forms)
    decision = request.POST.get("decision", "")
    form = forms.get(f"{decision}_form")
    status = 422
    if form is not None and form.is_valid():
        try:
            return _TAKE[decision](request, task_state, form)
        except actions.ApprovalError as error:
            # What somebody else did meanwhile is shown, not the stale screen.
            messages.error(request, str(error))
            status = 409
            context = decision_context(request.user, _task_state(request, pk))
            forms = _kept(request, context, forms)
    return render(request, "approval/decide.html", context | forms, status=status)


def _kept(
    request: HttpRequest, context: dict[str, Any], forms: dict[str, Any]
) -> dict[str, Any]:
    """Show the text as it is now, and what the person wrote about it before."""
    work = context["work"]
    written = {
        name: request.POST.get(name, "")
        for name in ("comment", "adopted_on", "presented_on", "note")
        if name in request.POST
    }
    shown = {"shown_hash": context["content_hash"], "adopted_on": day_for(work)}
    return forms | {
        "approve_form": ApproveForm(
            approval=context["approval"],
            step=context["step"],
            work=work,
            initial=shown | written,
        ),
        "present_form": PresentForm(initial=shown | written),
    }


def _approve(request: HttpRequest, task_state: TaskState, form: Any) -> HttpResponse:
    user: Any = request.user
    state = actions.approve(task_state_id=task_state.pk, by=user, **form.decision())
    messages.success(request, outcome_in_words(state))
    return redirect("approval_queue")


def _send_back(request: HttpRequest, task_state: TaskState, form: Any) -> HttpResponse:
    user: Any = request.user
    actions.send_back(task_state_id=task_state.pk, by=user, **form.cleaned_data)
    messages.success(request, _("Sent back with your reason."))
    return redirect("approval_queue")


def _present(request: HttpRequest, task_state: TaskState, form: Any) -> HttpResponse:
    user: Any = request.user
    work = actions.work_of(task_state.workflow_state)
    if work is None:
        raise Http404
    actions.record_presentation(work=work, by=user, **form.cleaned_data)
    messages.success(request, _("The presentation to the delegations is recorded."))
    return redirect("approval_decide", pk=task_state.pk)


_TAKE: dict[str, Callable[[HttpRequest, TaskState, Any], HttpResponse]] = {
    "approve": _approve,
    "send_back": _send_back,
    "present": _present,
}


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text as its readers will see it."""
    task_state = _task_state(request, pk)
    page = task_state.workflow_state.content_object.get_latest_revision_as_object()
    return page.make_preview_request(request, page.default_preview_mode)
