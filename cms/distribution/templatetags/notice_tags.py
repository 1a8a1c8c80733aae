"""How many notices wait for the reader, and words for templates of notices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.dateparse import parse_date, parse_datetime

from cms.distribution.models import Notice

register = template.Library()


def unread_for(user: Any) -> int:
    """Return how many notices a signed-in person has not read; one query."""
    if not getattr(user, "is_authenticated", False):
        return 0
    return Notice.objects.shown_to(user).unread().count()


@register.simple_tag(takes_context=True)
def unread_notices(context: dict[str, Any]) -> int:
    """Return how many notices the signed-in person has not read; one query."""
    return unread_for(context.get("user"))


@register.filter
def as_date(value: Any) -> dt.date | None:
    """Read a date or an instant from a notice's context, where both are JSON."""
    if not isinstance(value, str):
        return value if isinstance(value, dt.date) else None
    try:
        return parse_date(value) or parse_datetime(value)
    except ValueError:
        return None
