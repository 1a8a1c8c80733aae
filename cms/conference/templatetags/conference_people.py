"""Addresses of the people's screens, behind whichever door they are shown."""

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
