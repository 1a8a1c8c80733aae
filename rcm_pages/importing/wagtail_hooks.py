"""What the importing room adds to Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.conference.menus import shown_to
from cms.conference.permissions import is_secretariat
from rcm_pages.meetings.models import MeetingPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest


@hooks.register("register_admin_urls")
def importing_urls() -> list[Any]:
    """Put the import screens under the admin's address."""
    return [path("imports/", include("rcm_pages.importing.urls"))]


class ImportsMenuItem(MenuItem):
    """The menu item, for the Secretariat."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to the Secretariat only."""
        return shown_to(request, is_secretariat)


@hooks.register("register_admin_menu_item")
def imports_menu_item() -> MenuItem:
    """Lead to the list of imports."""
    return ImportsMenuItem(
        _("Imports"), reverse("importing_index"), icon_name="upload", order=160
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
