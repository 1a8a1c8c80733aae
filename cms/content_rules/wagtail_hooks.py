"""What the room of rules adds to Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.conference.menus import shown_to
from cms.content_rules.permissions import may_see_rules


class RulesMenuItem(MenuItem):
    """Shown to those who may see rules."""

    def is_shown(self, request: Any) -> bool:
        """Ask at this moment."""
        return shown_to(request, may_see_rules)


@hooks.register("register_admin_urls")
def rule_urls() -> list[Any]:
    """Put the rules under the admin's address."""
    return [path("content-rules/", include("cms.content_rules.urls"))]


@hooks.register("register_admin_menu_item")
def rules_menu_item() -> MenuItem:
    """Lead to the rules."""
    return RulesMenuItem(
        _("Content rules"), reverse("content_rules"), icon_name="cogs", order=170
    )
