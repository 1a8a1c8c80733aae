"""Addresses of the people's screens behind their door, and a time zone in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from cms.conference.doors import Door

register = template.Library()


@register.simple_tag
def door_url(door: Door, step: str, *args: Any) -> str:
    """Return the address of a screen behind a door."""
    return door.url(step, *args)


@register.filter
def place_of_zone(zone: str) -> str:
    """Say whose clock it is: "Costa Rica" for ``America/Costa_Rica``."""
    return str(zone).rpartition("/")[2].replace("_", " ")
