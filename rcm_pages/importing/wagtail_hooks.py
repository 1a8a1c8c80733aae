"""What the importing room adds to Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.conference.menus import GuardedMenuItem
from cms.conference.permissions import is_secretariat
from rcm_pages.meetings.models import MeetingPage

if TYPE_CHECKING:
    from collections.abc import Iterator


@hooks.register("register_admin_urls")
def importing_urls() -> list[Any]:
    """Put the import screens under the admin's address."""
    return [path("imports/", include("rcm_pages.importing.urls"))]


@hooks.register("register_admin_menu_item")
def imports_menu_item() -> MenuItem:
    """Lead to the list of imports."""
    return GuardedMenuItem(
        _("Imports"),
        reverse("importing_index"),
        icon_name="upload",
        order=160,
        may=is_secretariat,
    )


@hooks.register("register_page_header_buttons")
def import_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer to import a paper, on the page of a meeting."""
    specific = page.specific
    if isinstance(specific, MeetingPage) and is_secretariat(user):
        yield Button(
            _("Import a paper"),
            reverse("importing_upload", args=[specific.meeting_id]),
            icon_name="upload",
            priority=5,
        )
