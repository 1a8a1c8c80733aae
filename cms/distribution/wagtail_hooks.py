"""What the room of notices adds to Wagtail."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from cms.distribution.panels import NoticesPanel


@hooks.register("construct_homepage_panels")
def notices_panel(request: Any, panels: list[Any]) -> None:
    """Say how many notices wait."""
    panels.append(NoticesPanel(request.user))
