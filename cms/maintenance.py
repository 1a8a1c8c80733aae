"""While the portal is being worked on, everybody is told so, and nothing is asked.

The administrator lays down a file (``MAINTENANCE_FILE``) and takes it away again: no
restart, no database, and the words stand in a page of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

SECONDS = 600
# What stays: whether the process lives, and the style of the page itself.
_OPEN = ("/health/", "/static/")


class SayMaintenance:
    """Answers 503 with a page in both languages as long as the file is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers otherwise."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so, or let the request through."""
        is_open = request.path_info.startswith(_OPEN)
        if is_open or not Path(settings.MAINTENANCE_FILE).exists():
            return self.get_response(request)
        response = HttpResponse(render_to_string("maintenance.html"), status=503)
        response["Retry-After"] = str(SECONDS)
        response["Cache-Control"] = "no-store"
        return response
