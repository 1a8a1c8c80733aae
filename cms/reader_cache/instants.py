"""When a kept page grows old by itself: the next instant at which a right changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from cms.conference.models import Deputy, PresidencyTerm
from cms.reader_cache import shelf
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


def kept_until(mark: str, now: dt.datetime) -> dt.datetime:
    """Return until when what is made from now on may be given out again.

    To be asked before it is made: an instant may pass meanwhile. At most
    ``READER_CACHE_SECONDS`` later: what a process that died could not tell of is told
    by the clock. The next instant is looked for once in a generation.
    """
    key = shelf.key_for("instant", mark)
    following = shelf.find(key)
    if following is None:
        following = _following(now)
        shelf.put(key, following, following)
    latest = now + dt.timedelta(seconds=settings.READER_CACHE_SECONDS)
    return min(latest, following)


def _following(now: dt.datetime) -> dt.datetime:
    """Return the next instant at which anything changes by itself."""
    tomorrow = timezone.localtime(now).date() + dt.timedelta(days=1)
    found = [timezone.make_aware(dt.datetime.combine(tomorrow, dt.time.min))]
    for model, fields in INSTANTS:
        for field in fields:
            rows = model._default_manager.filter(**{f"{field}__gt": now})
            found += rows.order_by(field).values_list(field, flat=True)[:1]
    return min(found)
