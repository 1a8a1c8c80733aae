"""What the approval room adds to Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import TaskState

from cms.approval.panels import QueuePanel
from cms.approval.queue import waiting


@hooks.register("register_admin_urls")
def approval_urls() -> list[Any]:
    """Put the approval desk under the admin's address."""
    return [path("approvals/", include("cms.approval.urls"))]


@hooks.register("register_admin_menu_item")
def approval_menu_item() -> MenuItem:
    """Lead to the queue."""
    return MenuItem(
        _("Approvals"), reverse("approval_queue"), icon_name="check", order=150
    )


@hooks.register("construct_homepage_panels")
def approval_panel(request: Any, panels: list[Any]) -> None:
    """Show the queue first; Wagtail's own list stays while ordinary pages wait."""
    waiting_at_all = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    rows = waiting(user=request.user)
    if waiting_at_all.count() == len(rows):
        panels[:] = [p for p in panels if p.name != "workflow_objects_to_moderate"]
    panels.insert(0, QueuePanel(rows))
