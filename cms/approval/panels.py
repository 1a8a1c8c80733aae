"""What waits, on the home screen of the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.ui.components import Component

if TYPE_CHECKING:
    from cms.approval.queue import Waiting


class QueuePanel(Component):
    """The reader's own turn first; nothing at all when nothing waits."""

    name = "approval_queue"
    order = 50
    template_name = "approval/queue_panel.html"

    def __init__(self, rows: list[Waiting]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Give the rows of the queue."""
        return {"rows": self.rows}
