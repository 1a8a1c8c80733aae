"""What this room adds to Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.conference.menus import GuardedMenuItem
from cms.conference.permissions import is_keeper

if TYPE_CHECKING:
    from collections.abc import Iterator


@hooks.register("register_admin_urls")
def keeping_urls() -> list[Any]:
    """Put the screens under the admin's address."""
    return [path("keeping/", include("cms.keeping.urls"))]


@hooks.register("register_reports_menu_item")
def packages_menu_item() -> MenuItem:
    """Lead to the packages, among the reports."""
    return GuardedMenuItem(
        _("Archive packages"),
        reverse("keeping_packages"),
        icon_name="download",
        order=960,
        may=is_keeper,
    )


@hooks.register("register_reports_menu_item")
def review_menu_item() -> MenuItem:
    """Lead to what falls due."""
    return GuardedMenuItem(
        _("Review of what is kept"),
        reverse("keeping_review"),
        icon_name="history",
        order=955,
        may=is_keeper,
    )


@hooks.register("register_reports_menu_item")
def personal_menu_item() -> MenuItem:
    """Lead to the personal data that fall due."""
    return GuardedMenuItem(
        _("Personal data"),
        reverse("keeping_personal"),
        icon_name="user",
        order=957,
        may=is_keeper,
    )


@hooks.register("register_page_header_buttons")
def retention_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a text that nobody has decided on to how long it is kept."""
    expression = getattr(page, "expression", None)
    if expression is None or expression.work.is_settled or not is_keeper(user):
        return
    yield Button(
        gettext("How long it is kept"),
        reverse("keeping_item", args=("paper", expression.work_id)),
        icon_name="history",
        priority=90,
    )
