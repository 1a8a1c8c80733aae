"""What the room of rules adds to Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.conference.menus import GuardedMenuItem
from cms.content_rules.permissions import may_see_rules


@hooks.register("register_admin_urls")
def rule_urls() -> list[Any]:
    """Put the rules under the admin's address."""
    return [path("content-rules/", include("cms.content_rules.urls"))]


@hooks.register("register_admin_menu_item")
def rules_menu_item() -> MenuItem:
    """Lead to the rules."""
    return GuardedMenuItem(
        _("Content rules"),
        reverse("content_rules"),
        icon_name="cogs",
        order=170,
        may=may_see_rules,
    )
