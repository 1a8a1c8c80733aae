"""What the approval room adds to Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import TaskState

from cms.approval import actions
from cms.approval.panels import QueuePanel
from cms.approval.queue import waiting
from cms.conference.permissions import is_secretariat
from cms.works.pages import AbstractTextPage
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

# Where the editor's own button is remembered while the page is saved.
_ASKED = "_asked_to_submit"


@hooks.register("register_admin_urls")
def approval_urls() -> list[Any]:
    """Put the approval desk under the admin's address."""
    return [path("approvals/", include("cms.approval.urls"))]


@hooks.register("register_admin_menu_item")
def approval_menu_item() -> MenuItem:
    """Lead to the queue and to the decision table."""
    items = [
        MenuItem(gettext_lazy("Waiting"), reverse("approval_queue"), icon_name="check"),
        MenuItem(
            gettext_lazy("Who decides what"),
            reverse("approval_procedures"),
            icon_name="table",
        ),
    ]
    return SubmenuMenuItem(
        gettext_lazy("Approvals"), Menu(items=items), icon_name="check", order=150
    )


@hooks.register("construct_homepage_panels")
def approval_panel(request: Any, panels: list[Any]) -> None:
    """Show the queue first; Wagtail's own list stays while ordinary pages wait."""
    waiting_at_all = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    rows = waiting(user=request.user)
    if waiting_at_all.count() == len(rows):
        panels[:] = [p for p in panels if p.name != "workflow_objects_to_moderate"]
    panels.insert(0, QueuePanel(rows))


def _take_button(request: Any) -> None:
    """Save as a draft what was to be saved and submitted; remember the rest."""
    if request.method == "POST" and "action-submit" in request.POST:
        data = request.POST.copy()
        del data["action-submit"]
        request.POST = data
        setattr(request, _ASKED, True)


@hooks.register("before_edit_page")
def take_submit_button(request: HttpRequest, page: Any) -> None:
    """A text is submitted by our action, which says what it lacks."""
    if isinstance(page, AbstractTextPage) and page.own_expression:
        _take_button(request)


@hooks.register("before_create_page")
def take_submit_button_of_new(
    request: HttpRequest, parent_page: Any, page_class: type
) -> None:
    """A new text gets its Work when it is saved; nothing is submitted before that."""
    if issubclass(page_class, AbstractTextPage):
        _take_button(request)


@hooks.register("after_edit_page")
def submit_saved_text(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Submit what has just been saved; lead on to the form where something lacks."""
    if not getattr(request, _ASKED, False):
        return None
    user: Any = request.user
    try:
        actions.submit(page=page, by=user)
    except actions.NotReadyError as error:
        messages.error(request, str(error))
        return redirect("approval_submit", page.own_expression.work_id)
    except actions.ApprovalError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.success(request, _("Submitted. Those whose turn it is have been told."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a settled text to its Corr. and Add., from a draft to its way."""
    expression = getattr(page, "expression", None)
    if expression is None or not is_secretariat(user):
        return
    work = expression.work
    if work.is_settled and work.state != WorkState.SUPERSEDED:
        yield Button(
            _("Issue a Corr. or Add."),
            reverse("approval_correct", args=(work.pk,)),
            icon_name="plus",
            priority=60,
        )
    elif work.state == WorkState.DRAFT:
        yield Button(
            _("Submit: who will decide"),
            reverse("approval_submit", args=(work.pk,)),
            icon_name="check",
            priority=60,
        )
