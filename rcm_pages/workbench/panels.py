"""The editors' home as a panel of Wagtail's, and its place among the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Media
from django.middleware.csrf import get_token
from django.templatetags.static import static
from wagtail.admin.ui.components import Component

from rcm_pages.workbench.gathering import workbench_of

if TYPE_CHECKING:
    from django.http import HttpRequest

QUEUE, OWN_QUEUE = "approval_queue", "user_objects_in_workflow_moderation"
WAGTAILS_QUEUE = "workflow_objects_to_moderate"


class WorkbenchPanel(Component):
    """What waits for whom, drafts, files, languages, what is due: one whole."""

    name = "workbench"
    order = 50
    template_name = "rcm_pages/admin/workbench.html"

    def __init__(self, request: HttpRequest, queue: list[Any]) -> None:
        self.request = request
        self.queue = queue

    @property
    def media(self) -> Media:
        """Bring the style sheet."""
        return Media(css={"all": [static("rcm/css/workbench.css")]})

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Ask for everything that this person may see."""
        found = workbench_of(self.request.user, self.queue)
        return found | {"csrf_token": get_token(self.request)}


def arrange(request: HttpRequest, panels: list[Any]) -> None:
    """Put the queue's rows into the editors' home, in the place of its own panel.

    Wagtail's list of one's own pages that wait goes where its list of all has gone:
    then everything that waits is in our queue.
    """
    names = {panel.name for panel in panels}
    queue: list[Any] = next((p.rows for p in panels if p.name == QUEUE), [])
    gone = {QUEUE}
    if WAGTAILS_QUEUE not in names:
        gone.add(OWN_QUEUE)
    panels[:] = [panel for panel in panels if panel.name not in gone]
    panels.append(WorkbenchPanel(request, queue))
