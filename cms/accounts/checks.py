"""System checks: what would leave an account less safe than it looks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

NO_FACTOR = Warning(
    "No second factor is required of anybody",
    hint="Remove ACCOUNTS_SECOND_FACTOR_REQUIRED = False from the settings.",
    id="accounts.W001",
)
NO_KEEPER = Warning(
    "cms.accounts.middleware.SecondFactorMiddleware is not in MIDDLEWARE",
    hint="Without it the second factor is asked of nobody who has not set one up.",
    id="accounts.W002",
)


def check_deployment(**_kwargs: Any) -> list[CheckMessage]:
    """Warn where the second factor is off or nobody asks for it."""
    found: list[CheckMessage] = []
    if not getattr(settings, "ACCOUNTS_SECOND_FACTOR_REQUIRED", True):
        found.append(NO_FACTOR)
    if "cms.accounts.middleware.SecondFactorMiddleware" not in settings.MIDDLEWARE:
        found.append(NO_KEEPER)
    return found


def connect() -> None:
    """Register the checks."""
    register(check_deployment, Tags.security, deploy=True)
