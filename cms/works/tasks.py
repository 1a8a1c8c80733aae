"""What works do by the clock."""

from __future__ import annotations

from cms.jobs.queue import job
from cms.jobs.schedules import every
from cms.works.openings import tell_of_openings


@every(30, name="works.openings")
@job()
def openings() -> None:
    """Tell the search of what has opened or closed since."""
    tell_of_openings()
