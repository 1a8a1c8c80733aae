"""Registration in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.catalogue import admin_views
from cms.conference.menus import GuardedMenuItem
from cms.works.collecting import may_curate


@hooks.register("register_admin_urls")
def listing_urls() -> list[Any]:
    """Put the saved listings under the admin's address."""
    return [path("saved-listings/", include(admin_views.urlpatterns))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Lead to the saved listings."""
    return GuardedMenuItem(
        gettext_lazy("Saved listings"),
        reverse("catalogue_listings"),
        icon_name="list-ul",
        order=166,
        may=may_curate,
    )
