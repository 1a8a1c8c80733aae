"""What the people and the Presidency add to Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.conference.permissions import is_secretariat


class SecretariatMenuItem(MenuItem):
    """An entry that only the Secretariat sees."""

    def is_shown(self, request: Any) -> bool:
        """Show it to whoever may open it."""
        return is_secretariat(request.user)


@hooks.register("register_admin_urls")
def people_urls() -> list[Any]:
    """Put the Secretariat's screens under the admin's address."""
    return [path("", include("cms.conference.admin_urls"))]


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """Lead to the people, by party."""
    return SecretariatMenuItem(
        _("People"), reverse("people_parties"), icon_name="group", order=160
    )


@hooks.register("register_admin_menu_item")
def presidency_menu_item() -> MenuItem:
    """Lead to the line of Presidencies."""
    return SecretariatMenuItem(
        _("Presidency"), reverse("presidency_line"), icon_name="history", order=170
    )
