"""What works do by the clock."""

from __future__ import annotations

from cms.jobs.queue import job
from cms.jobs.schedules import every
from cms.works.openings import tell_of_openings
from cms.works.reservations import release_lapsed

HOUR_S = 60 * 60


@every(30, name="works.openings")
@job()
def openings() -> None:
    """Tell the search of what has opened or closed since."""
    tell_of_openings()


@every(HOUR_S, name="works.lapsed_symbols")
@job(retries=1)
def lapsed_symbols() -> None:
    """Release the reserved symbols whose last day is over."""
    release_lapsed()


@job(retries=3)
def change_many(change_id: int) -> int:
    """Do for many works what somebody asked for; may run twice unharmed."""
    from cms.works import bulk, many
    from cms.works.models import BulkChange

    change = BulkChange.objects.select_related("asked_by").get(pk=change_id)
    return many.run(bulk.TEXTS, change)
