"""Packages: begun, stopped, cancelled, set going again, given, swept."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.models import Meeting
from cms.conference.permissions import capacity_of
from cms.documents.models import Document, DocumentVersion
from cms.keeping import reach as reaching
from cms.keeping.models import Package
from cms.keeping.packing import StopPackingError, rows_of, store
from cms.keeping.permissions import may_fetch, may_make
from cms.keeping.reading_back import take_away
from cms.works.models import Work

if TYPE_CHECKING:
    from cms.accounts.models import User

State = Package.State
# Beside the ZIP, its unpacked copy while it is read back.
COPIES = 2


class PackageError(ValueError):
    """A package that cannot be begun; ``str()`` of it is for the person."""


def _event(package: Package, verb: str, by: User | None, **data: Any) -> None:
    record_event(
        verb=verb,
        subject=package,
        by=by,
        capacity=capacity_of(by) if by else "",
        data={
            "name": package.name,
            "meeting": package.meeting_id,
            "reach": package.reach,
            **data,
        },
    )


def bytes_needed(package: Package) -> int:
    """Return about how much room a package will take while it is made."""
    files = reaching.files_open_to(reaching.reader_of(package))
    if package.meeting_id:
        files = files.filter(expression__work__meeting=package.meeting_id)
    versions = DocumentVersion.objects.filter(document__in=files.values("pk"))
    return COPIES * int(versions.aggregate(all=Sum("size"))["all"] or 0)


def _check_room(package: Package) -> None:
    needed = bytes_needed(package)
    folder = store()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise PackageError(
            _("It needs about %(needed)s on the disk; %(free)s are free.")
            % {"needed": filesizeformat(needed), "free": filesizeformat(free)}
        )


def begin_package(*, meeting: Meeting | None, reach: str, by: User | None) -> Package:
    """Begin a package of a meeting, or of the whole archive; one under way is given.

    ``by`` is None for the administrator of the machine, at the command line. Raises
    PermissionDenied, and PackageError where the disk has no room for it.
    """
    if by is not None and not may_make(by, reach):
        raise PermissionDenied
    if meeting and by and not reaching.meetings_open_to(by).filter(pk=meeting.pk):
        raise PermissionDenied
    with transaction.atomic():
        same = Package.objects.select_for_update().filter(
            meeting=meeting, reach=reach, made_by=by, state__in=Package.UNDER_WAY
        )
        if under_way := same.first():
            return under_way
        now = timezone.now()
        package = Package(
            meeting=meeting, reach=reach, made_by=by, begun_at=now, moved_at=now
        )
        _check_room(package)
        package.upto = _last_numbers()
        stages = ("meetings", "works", "files")
        package.total = sum(rows_of(package, stage).count() for stage in stages)
        package.save()
        _event(package, "keeping.package_begun", by, records=package.total)
    return package


def _last_numbers() -> dict[str, int]:
    tables: dict[str, Any] = {"meetings": Meeting, "works": Work, "files": Document}
    return {
        name: model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        for name, model in tables.items()
    }


@transaction.atomic
def stop_package(*, package: Package, error: StopPackingError) -> Package:
    """Note that a package cannot go on, and why; what was written is kept."""
    row = Package.objects.select_for_update().get(pk=package.pk)
    if row.is_under_way:
        row.state, row.why, row.detail = State.STOPPED, error.why, error.detail[:500]
        row.moved_at = timezone.now()
        if row.why == Package.Why.INVALID:  # from the beginning, then
            row.begin_anew()
        row.save()
        _event(row, "keeping.package_stopped", None, why=row.why)
    return row


@transaction.atomic
def go_on(*, package: Package, by: User | None) -> Package:
    """Set a package going again that has stopped; raises PermissionDenied."""
    if by is not None and not may_fetch(by, package):
        raise PermissionDenied
    row = Package.objects.select_for_update().get(pk=package.pk)
    if row.state == State.STOPPED:
        is_written = row.mark and row.stage == "end"
        row.state = State.CHECKING if is_written else State.WAITING
        row.why, row.detail, row.tries, row.moved_at = "", "", 0, timezone.now()
        row.save()
        _event(row, "keeping.package_resumed", by)
    return row


def cancel_package(*, package: Package, by: User | None) -> Package:
    """Give a package up that is under way or has stopped; its files go."""
    if by is not None and not may_fetch(by, package):
        raise PermissionDenied
    with transaction.atomic():
        row = Package.objects.select_for_update().get(pk=package.pk)
        if not (row.is_under_way or row.state == State.STOPPED):
            return row
        row.state, row.ended_at = State.CANCELLED, timezone.now()
        row.save()
        row.records.all().delete()
        _event(row, "keeping.package_cancelled", by)
    take_away(row)
    return row


def note_given(*, package: Package, by: User) -> None:
    """Write down that a package is given to somebody."""
    _event(package, "keeping.package_given", by, sha256=package.sha256)


def sweep() -> int:
    """Remove packages whose time is over, and what is left of others."""
    over = Package.objects.filter(state=State.READY, kept_until__lte=timezone.now())
    count = 0
    for package in over:
        with transaction.atomic():
            package.state = State.GONE
            package.save(update_fields=["state"])
            package.records.all().delete()
            _event(package, "keeping.package_removed", None)
        take_away(package)
        count += 1
    for package in Package.objects.filter(state__in=[State.CANCELLED, State.GONE]):
        take_away(package)
    return count
