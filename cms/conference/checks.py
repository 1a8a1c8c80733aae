"""System checks of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections

from cms.conference.line import problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps import AppConfig

MIDDLEWARE = "cms.conference.middleware.AppointmentGroups"


@register(Tags.security)
def check_middleware(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Without the middleware the rights of somebody whose appointment ended stay."""
    if MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        Error(
            "Rights on pages would outlive appointments.",
            hint=f"Add {MIDDLEWARE!r} to MIDDLEWARE, after AuthenticationMiddleware.",
            id="conference.E001",
        )
    ]


@register(Tags.database)
def check_line(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """The line of Presidencies has no gap, no overlap, and its numbers in order.

    A warning only: a database with a fault in it must still be able to migrate.
    """
    if "default" not in (databases or ()):
        return []
    try:
        with connections["default"].cursor():
            found = problems()
    except DatabaseError:
        return []  # not migrated yet
    return [Warning(text, id="conference.W001") for text in found]
