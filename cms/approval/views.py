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
from cms.approval.forms import ApproveForm, SendBackForm
from cms.approval.models import PresidencyTask
from cms.approval.queue import waiting
from cms.audit.models import Event
from cms.conference.capacities import say_capacity
from cms.documents.models import Document
from cms.works.permissions import may_read
from cms.works.texts import latest_texts, work_hash

if TYPE_CHECKING:
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


def _decision_context(request: HttpRequest, task_state: TaskState) -> dict[str, Any]:
    page = task_state.workflow_state.content_object.get_latest_revision_as_object()
    work = page.own_expression.work
    task = task_state.task.specific
    return {
        "task_state": task_state,
        "page": page,
        "work": work,
        "texts": [(text, text.paragraphs()) for text in latest_texts(work)],
        "content_hash": work_hash(work),
        "documents": Document.objects.filter(expression__work=work).prefetch_related(
            "versions"
        ),
        "history": [
            (event, say_capacity(event.capacity)) for event in Event.objects.about(work)
        ],
        "is_presidency": isinstance(task, PresidencyTask),
        "is_open": task_state.status == TaskState.STATUS_IN_PROGRESS,
        "may_act": task_state.status == TaskState.STATUS_IN_PROGRESS
        and task.may_act(request.user),
    }


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text that is decided on, and take the decision."""
    task_state = _task_state(request, pk)
    is_post = request.method == "POST"
    decision = request.POST.get("decision") if is_post else None
    approve_form = ApproveForm(request.POST if decision == "approve" else None)
    send_back_form = SendBackForm(request.POST if decision == "send_back" else None)
    status = 422 if is_post else 200
    form: Any = approve_form if decision == "approve" else send_back_form
    if form.is_valid():
        try:
            return _take(request, pk, form, is_approval=decision == "approve")
        except actions.ApprovalError as error:
            # What somebody else did meanwhile is shown, not the stale screen.
            messages.error(request, str(error))
            status = 409
            task_state = _task_state(request, pk)
    context = _decision_context(request, task_state)
    comment = request.POST.get("comment", "")
    context |= {
        "approve_form": ApproveForm(
            initial={"shown_hash": context["content_hash"], "comment": comment}
        ),
        "send_back_form": send_back_form,
    }
    return render(request, "approval/decide.html", context, status=status)


def _take(
    request: HttpRequest, pk: int, form: Any, *, is_approval: bool
) -> HttpResponse:
    """Carry out a decision; ApprovalError comes through to the screen."""
    user: Any = request.user
    if is_approval:
        state = actions.approve(task_state_id=pk, by=user, **form.cleaned_data)
        work = actions.work_of(state)
        messages.success(
            request,
            _("Adopted and published as %(symbol)s.") % {"symbol": work.symbol}
            if work and work.is_settled
            else _("Cleared. The text now waits for the Presidency."),
        )
    else:
        actions.send_back(task_state_id=pk, by=user, **form.cleaned_data)
        messages.success(request, _("Sent back with your reason."))
    return redirect("approval_queue")


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text as its readers will see it."""
    task_state = _task_state(request, pk)
    page = task_state.workflow_state.content_object.get_latest_revision_as_object()
    return page.make_preview_request(request, page.default_preview_mode)
