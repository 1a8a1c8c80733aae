"""What people, Presidency and registry add to Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from cms.conference.menus import GuardedMenuItem
from cms.conference.models import Body, Meeting, Party
from cms.conference.permissions import is_secretariat
from cms.conference.policies import RegistryPolicy
from cms.conference.registry.bodies import BodyViewSet
from cms.conference.registry.meetings import MeetingViewSet
from cms.conference.registry.parties import PartyViewSet

for model in (Party, Body, Meeting):
    register_permission_policy(model, RegistryPolicy(model))


@hooks.register("register_admin_urls")
def people_urls() -> list[Any]:
    """Put the Secretariat's screens under the admin's address."""
    return [path("", include("cms.conference.admin_urls"))]


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """Lead to the people, by party."""
    return GuardedMenuItem(
        _("People"),
        reverse("people_parties"),
        icon_name="group",
        order=160,
        may=is_secretariat,
    )


@hooks.register("register_admin_menu_item")
def presidency_menu_item() -> MenuItem:
    """Lead to the line of Presidencies."""
    return GuardedMenuItem(
        _("Presidency"),
        reverse("presidency_line"),
        icon_name="history",
        order=170,
        may=is_secretariat,
    )


class ConferenceGroup(ViewSetGroup):
    """The registry in the admin's menu; further screens join it by their hook."""

    items = (PartyViewSet, BodyViewSet, MeetingViewSet)
    menu_label = _("Conference")
    menu_icon = "group"
    menu_order = 155
    submenu_hook = "register_conference_menu_item"


@hooks.register("register_admin_viewset")
def registry() -> ConferenceGroup:
    """Offer parties, bodies and meetings to those who keep them."""
    return ConferenceGroup()
