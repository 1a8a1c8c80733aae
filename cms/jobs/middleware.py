"""Two people who write at the very same moment: the one who lost may ask again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError
from django.shortcuts import render
from django_tasks_db.utils import is_locked_database_exception

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# PostgreSQL: serialization failure, deadlock detected, lock not available.
COLLISIONS = frozenset({"40001", "40P01", "55P03"})
RETRY_AFTER = 2  # seconds


def is_collision(error: OperationalError) -> bool:
    """Tell whether the database refused a write because of another at that moment."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in COLLISIONS or is_locked_database_exception(error)


class AskAgain:
    """Answers 503 where a write met another; nothing of it was saved.

    The page says so and lets the form be sent once more; whoever asked by script reads
    ``Retry-After``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Turn a collision into an answer; leave every other error alone."""
        if not isinstance(exception, OperationalError) or not is_collision(exception):
            return None
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
