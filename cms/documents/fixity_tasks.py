"""The nightly check of the stored files, a piece at a time."""

from __future__ import annotations

import datetime as dt
import time

from django.conf import settings
from django.utils import timezone

from cms.documents import fixity_rounds
from cms.documents.models import FixityRound
from cms.jobs.queue import job
from cms.jobs.schedules import every

# A piece is short, so that papers which wait for their text do not wait for this.
PIECE_S = 30
SILENT = dt.timedelta(minutes=10)
DEFAULT_HOUR = 2


@job(retries=5, queue="documents", priority=-50)
def read_stored_files(round_id: int) -> str:
    """Read on in a round for a while, then queue up again behind what waits."""
    row = FixityRound.objects.get(pk=round_id)
    until = time.monotonic() + PIECE_S
    try:
        while row.ended_at is None and time.monotonic() < until:
            row = fixity_rounds.read_on(of=row)
    except fixity_rounds.OvertakenError:
        return "another reads on"
    if row.ended_at is None:
        read_stored_files.enqueue(round_id=row.pk)
    return f"{row.checked} of {row.total}"


def last_night(now: dt.datetime) -> dt.datetime:
    """Return the last instant at which a night's round was to begin."""
    hour = getattr(settings, "FIXITY_HOUR", DEFAULT_HOUR)
    due = timezone.localtime(now).replace(hour=hour, minute=0, second=0, microsecond=0)
    return due if due <= now else due - dt.timedelta(days=1)


@every(15 * 60, name="documents.fixity")
@job(retries=1)
def watch_over_files() -> None:
    """Begin the night's round; take up one that nobody has read on in for a while.

    A machine that was off at night reads as soon as it is up again.
    """
    now = timezone.now()
    under_way = fixity_rounds.open_round()
    if under_way is None:
        if FixityRound.objects.filter(begun_at__gte=last_night(now)).exists():
            return
        under_way = fixity_rounds.begin_round()
    elif under_way.moved_at > now - SILENT:
        return
    read_stored_files.enqueue(round_id=under_way.pk)
