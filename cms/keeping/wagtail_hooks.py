"""What this room adds to Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.keeping.permissions import is_keeper


class KeepersMenuItem(MenuItem):
    """Shown to those who keep the archive."""

    def is_shown(self, request: Any) -> bool:
        """Ask at this moment."""
        return is_keeper(request.user)


@hooks.register("register_admin_urls")
def keeping_urls() -> list[Any]:
    """Put the screens under the admin's address."""
    return [path("keeping/", include("cms.keeping.urls"))]


@hooks.register("register_reports_menu_item")
def packages_menu_item() -> MenuItem:
    """Lead to the packages, among the reports."""
    return KeepersMenuItem(
        _("Archive packages"),
        reverse("keeping_packages"),
        icon_name="download",
        order=960,
    )


@hooks.register("register_reports_menu_item")
def review_menu_item() -> MenuItem:
    """Lead to what falls due."""
    return KeepersMenuItem(
        _("Review of what is kept"),
        reverse("keeping_review"),
        icon_name="history",
        order=955,
    )
