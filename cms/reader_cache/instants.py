"""When a kept page grows old by itself: the next instant at which a right changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from cms.conference.models import Deputy, PresidencyTerm
from cms.works.models import Access, Grant

if TYPE_CHECKING:
    from django.db import models

# Every field by which a right, or what a page says of today, passes at an instant.
# Facts that are dated by the day change at midnight, which is asked for beside them.
INSTANTS: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Access, ("opens_at", "closes_at")),
    (PresidencyTerm, ("starts_at",)),
    (Grant, ("starts_at", "ends_at")),
    (Deputy, ("starts_at", "ends_at")),
)


def kept_until(now: dt.datetime) -> dt.datetime:
    """Return until when a page made now may be given out again.

    At most ``READER_CACHE_SECONDS`` later: what a process that died could not tell of
    is told by the clock.
    """
    latest = now + dt.timedelta(seconds=settings.READER_CACHE_SECONDS)
    tomorrow = timezone.localtime(now).date() + dt.timedelta(days=1)
    midnight = timezone.make_aware(dt.datetime.combine(tomorrow, dt.time.min))
    found = [latest, midnight]
    for model, fields in INSTANTS:
        for field in fields:
            between = {f"{field}__gt": now, f"{field}__lt": latest}
            rows = model._default_manager.filter(**between)
            found += rows.order_by(field).values_list(field, flat=True)[:1]
    return min(found)
