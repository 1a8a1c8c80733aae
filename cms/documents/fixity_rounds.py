"""The rounds of the check: begun, read on where they stopped, ended with a report."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.utils import timezone

from cms.accounts.models import User
from cms.audit.actions import record as record_event
from cms.conference.models import Appointment, Party
from cms.conference.permissions import KEEPING_ROLES, capacity_of
from cms.distribution.actions import notify
from cms.documents.fixity import Finding, look_at
from cms.documents.models import DocumentVersion, FixityRound, FixityState

if TYPE_CHECKING:
    import datetime as dt

FAULTS = "documents.fixity_faults"
# What is read between two notes of how far it has come.
BATCH_FILES, BATCH_BYTES, BATCH_S = 200, 256 * 1024 * 1024, 5.0


class OvertakenError(Exception):
    """Another process read on in the same round."""


def open_round() -> FixityRound | None:
    """Return the round that has not ended, if there is one."""
    return FixityRound.objects.filter(ended_at__isnull=True).first()


def begin_round(*, by: User | None = None) -> FixityRound:
    """Begin a round over all versions there are; one that is open is given back."""
    under_way = open_round()
    if under_way:
        return under_way
    now = timezone.now()
    of_all = DocumentVersion.objects.aggregate(upto=Max("pk"), total=Count("pk"))
    try:
        with transaction.atomic():
            begun = FixityRound.objects.create(
                begun_at=now,
                moved_at=now,
                upto=of_all["upto"] or 0,
                total=of_all["total"],
            )
            record_event(
                verb="documents.fixity_begun",
                subject=begun,
                by=by,
                capacity=capacity_of(by),
                data={"files": begun.total},
            )
    except IntegrityError:
        return FixityRound.objects.get(ended_at__isnull=True)
    return begun


def _read_batch(
    number: int, after: int, upto: int
) -> list[tuple[DocumentVersion, Finding]]:
    """Read the next versions, in the order of their numbers, for a few seconds."""
    versions = DocumentVersion.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk")
    began, size, found = time.monotonic(), 0, []
    for version in versions[:number]:
        found.append((version, look_at(version)))
        size += version.size
        if size >= BATCH_BYTES or time.monotonic() - began >= BATCH_S:
            break
    return found


def read_on(*, of: FixityRound, files: int = BATCH_FILES) -> FixityRound:
    """Read a batch more and write down what was found; end the round after the last.

    Nothing is locked while files are read. Raises OvertakenError, and writes nothing,
    if another process wrote in this round meanwhile or has ended it.
    """
    found = _read_batch(files, of.after, of.upto)
    with transaction.atomic():
        now = timezone.now()
        row = FixityRound.objects.select_for_update().get(pk=of.pk)
        if row.after != of.after or row.ended_at:
            raise OvertakenError
        write_states(found, now)
        row.moved_at = now
        row.checked += len(found)
        row.bytes_read += sum(finding.size or 0 for _version, finding in found)
        row.after = found[-1][0].pk if found else row.upto
        last = row.upto
        if not DocumentVersion.objects.filter(pk__gt=row.after, pk__lte=last).exists():
            row.ended_at = now
            _report(row)
        row.save()
    return row


def write_states(
    found: list[tuple[DocumentVersion, Finding]], now: dt.datetime
) -> None:
    """Keep the newest state of each version; what has changed enters the record."""
    versions = [version.pk for version, _finding in found]
    before = {
        state.version_id: state
        for state in FixityState.objects.filter(version__in=versions)
    }
    rows = []
    for version, finding in found:
        known = before.get(version.pk)
        was = known.state if known else FixityState.State.UNCHANGED
        is_same = known is not None and known.state == finding.state
        rows.append(
            FixityState(
                version=version,
                state=finding.state,
                checked_at=now,
                since=known.since if known and is_same else now,
                found_sha256=finding.sha256,
                found_size=finding.size,
            )
        )
        if was != finding.state:
            _write_event(version, finding)
    FixityState.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["version"],
        update_fields=["state", "checked_at", "since", "found_sha256", "found_size"],
    )


def _write_event(version: DocumentVersion, finding: Finding) -> None:
    is_whole = finding.state == FixityState.State.UNCHANGED
    record_event(
        verb="documents.damage_mended" if is_whole else "documents.damage_found",
        subject=version.document,
        by=None,
        data={
            "version": version.number,
            "state": finding.state,
            "sha256": version.sha256,
            "found": finding.sha256,
        },
    )


def keepers() -> list[User]:
    """Return the Coordinators and archivists of the Secretariat of today."""
    rows = Appointment.objects.filter(
        party__kind=Party.Kind.SECRETARIAT, role__in=KEEPING_ROLES
    ).on()
    people = User.objects.filter(pk__in=rows.values("person_id"), is_active=True)
    return list(people.order_by("pk"))


def _report(ended: FixityRound) -> None:
    """Write down how a round ended; while a file is at fault, tell the Secretariat.

    In numbers: which files they are is shown to those who may read each of them.
    """
    faulty = FixityState.objects.faulty()
    counts = {
        str(state): faulty.filter(state=state).count()
        for state in FixityState.State
        if state != FixityState.State.UNCHANGED
    }
    record_event(
        verb="documents.fixity_ended",
        subject=ended,
        by=None,
        data={"files": ended.checked, "bytes": ended.bytes_read, **counts},
    )
    if any(counts.values()):
        notify(
            people=keepers(),
            kind=FAULTS,
            subject=ended,
            context={**counts, "files": ended.checked, "faults": sum(counts.values())},
            key=f"fixity {ended.pk}",
        )
