"""How long packages are kept."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

DEFAULT_DAYS = 7


def kept_until(since: dt.datetime) -> dt.datetime:
    """Return until when a package is kept that was made at an instant."""
    days = getattr(settings, "KEEPING_PACKAGE_DAYS", DEFAULT_DAYS)
    return since + dt.timedelta(days=days)
