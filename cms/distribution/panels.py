"""How many notices wait, on the home screen of the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from cms.distribution.models import Notice


class NoticesPanel(Component):
    """One line that leads to the desk; nothing when all has been read."""

    name = "unread_notices"
    order = 40
    template_name = "distribution/panel.html"

    def __init__(self, person: Any) -> None:
        self.person = person

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Count them."""
        return {"unread": Notice.objects.shown_to(self.person).unread().count()}
