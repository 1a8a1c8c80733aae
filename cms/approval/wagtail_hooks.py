"""What the approval room adds to Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.approval.panels import QueuePanel


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
    """Show the queue first; it takes the place of Wagtail's lists of tasks."""
    panels[:] = [p for p in panels if p.name != "workflow_objects_to_moderate"]
    panels.insert(0, QueuePanel())
