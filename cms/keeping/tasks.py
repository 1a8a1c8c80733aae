"""Packages are written by the worker, a piece at a time."""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import F
from django.utils import timezone

from cms.jobs.queue import job
from cms.jobs.schedules import every
from cms.keeping.actions import erase_on, stop_package, sweep
from cms.keeping.models import Erasure, Package
from cms.keeping.packing import BusyError, StopPackingError, is_busy, write_on
from cms.keeping.reading_back import read_back
from cms.keeping.reviewing import look_for_what_is_due

log = logging.getLogger(__name__)

# A piece is short, so that papers which wait for their text do not wait for this.
PIECE_S = 20.0
SILENT = dt.timedelta(minutes=10)
MOST_TRIES = 5


@job(retries=1, queue="documents", priority=-60)
def make_package(package_id: int) -> str:
    """Write a package on for a while, then queue up again; at the end read it back."""
    row = Package.objects.get(pk=package_id)
    if not row.is_under_way:
        return row.state
    try:
        if row.state == Package.State.CHECKING:
            row = read_back(package=row)
        else:
            row = write_on(package=row, seconds=PIECE_S)
    except BusyError:
        return "another writes"
    except StopPackingError as error:
        return str(stop_package(package=row, error=error).state)
    except OSError as error:
        log.exception("A package cannot be written")
        disk = StopPackingError(Package.Why.DISK, error.strerror or "")
        return str(stop_package(package=row, error=disk).state)
    if row.is_under_way:
        make_package.enqueue(package_id=row.pk)
    return f"{row.state}: {row.done} of {row.total}"


@every(15 * 60, name="keeping.packages")
@job(retries=1)
def watch_over_packages() -> None:
    """Take up packages that nobody has gone on with; remove those whose time is over.

    One that fails again and again at the same place is stopped, for a person to see.
    """
    sweep()
    silent = Package.objects.filter(
        state__in=Package.UNDER_WAY, moved_at__lte=timezone.now() - SILENT
    ).exclude(made_by=None)
    for package in silent:
        if is_busy(package):  # reading a large one back takes its time
            continue
        if package.tries >= MOST_TRIES:
            failed = StopPackingError(Package.Why.FAILED)
            stop_package(package=package, error=failed)
            continue
        Package.objects.filter(pk=package.pk).update(
            tries=F("tries") + 1, moved_at=timezone.now()
        )
        make_package.enqueue(package_id=package.pk)


@job(retries=5, priority=-60)
def remove_personal_data(erasure_id: int) -> str:
    """Remove a piece, then queue up again; after the last one it is done."""
    row = erase_on(erasure=Erasure(pk=erasure_id))
    if row.state == Erasure.State.RUNNING:
        remove_personal_data.enqueue(erasure_id=row.pk)
    return str(row.state)


@every(15 * 60, name="keeping.erasures")
@job(retries=1)
def watch_over_erasures() -> None:
    """Take up removals that nobody has gone on with."""
    silent = Erasure.objects.filter(
        state=Erasure.State.RUNNING, moved_at__lte=timezone.now() - SILENT
    )
    for pk in list(silent.values_list("pk", flat=True)):
        remove_personal_data.enqueue(erasure_id=pk)


@every(6 * 60 * 60, name="keeping.review")
@job(retries=3)
def review() -> None:
    """Look for what falls due, once a day."""
    look_for_what_is_due()
