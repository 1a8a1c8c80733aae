"""A visit to the desk: it lasts until the page has not been read for a while."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from rcm_pages.desk.models import DeskVisit

if TYPE_CHECKING:
    from cms.accounts.models import User

# Whoever comes back within this time, from a paper that they read, has not left.
LASTS = dt.timedelta(minutes=30)


def visit(person: User) -> dt.datetime | None:
    """Note that a person reads the desk; return since when papers are new to them.

    None at the first visit: there is nothing to compare with.
    """
    now = timezone.now()
    row, is_first = DeskVisit.objects.get_or_create(
        person=person, defaults={"seen_at": now}
    )
    if is_first:
        return None
    changes = {"seen_at": max(now, row.seen_at)}
    if now - row.seen_at > LASTS:
        changes["since"] = row.seen_at
    # Two windows that open the desk at once must not both end the visit before.
    same = DeskVisit.objects.filter(pk=row.pk, seen_at=row.seen_at)
    if not same.update(**changes):
        row.refresh_from_db()
        return row.since
    return changes.get("since", row.since)
