"""What an editor sees of a meeting's papers, on the meeting's page in the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from cms.works.audiences import tokens_for
from cms.works.models import Work


class PapersPanel(Panel):
    """The papers of the meeting that one may read, and the way to import one."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one meeting's page."""

        template_name = "rcm_pages/admin/papers_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the meeting and its works."""
            context = super().get_context_data(parent_context)
            meeting = self.instance.meeting if self.instance.meeting_id else None
            works = Work.objects.none()
            if meeting:
                held = tokens_for(self.request.user)
                works = Work.objects.open_to(held).with_faces().filter(meeting=meeting)
            return context | {"meeting": meeting, "works": works}
