"""Every write about virus scans: expected, found, asked anew, released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.distribution.actions import notify
from cms.documents.fixity_rounds import keepers
from cms.documents.mending import may_mend
from cms.documents.models import DocumentVersion, VersionScan
from cms.documents.permissions import may_read_document
from cms.documents.scanning import clamd
from cms.documents.scanning.tasks import scan_version

if TYPE_CHECKING:
    from cms.accounts.models import User

State = VersionScan.State
VIRUS = "documents.virus"
# Only these are a person's to decide about.
IN_DOUBT = (State.INFECTED, State.FAILED)


class NotInDoubtError(ValueError):
    """There is nothing to decide about this version."""


@transaction.atomic
def expect(*, version: DocumentVersion) -> None:
    """Withhold a new version until it is scanned, where a scanner is set up."""
    if not clamd.address():
        return
    VersionScan.objects.get_or_create(version=version)
    scan_version.enqueue(version_id=version.pk)


@transaction.atomic
def keep_verdict(*, version: DocumentVersion, verdict: clamd.Verdict) -> VersionScan:
    """Write down what the scanner found; tell of a virus once."""
    before = VersionScan.objects.filter(version=version).first()
    row, _made = VersionScan.objects.update_or_create(
        version=version,
        defaults={
            "state": State.INFECTED if verdict.found else State.CLEAN,
            "found": verdict.found,
            "trouble": "",
            "signatures": verdict.signatures,
            "scanned_at": timezone.now(),
        },
    )
    was_known = before is not None and before.found == verdict.found
    if verdict.found and not was_known:
        record_event(
            verb="documents.virus_found",
            subject=version.document,
            by=None,
            data={"version": version.number, "found": verdict.found},
        )
        _tell(version, verdict.found)
    return row


def _tell(version: DocumentVersion, found: str) -> None:
    """Tell whoever brought it and the Secretariat; the name only to its readers."""
    people = {person.pk: person for person in keepers()}
    if version.created_by:
        people[version.created_by.pk] = version.created_by
    for person in people.values():
        is_open = may_read_document(person, version.document)
        notify(
            people=[person],
            kind=VIRUS,
            subject=version,
            context={"found": found, "name": version.name if is_open else ""},
            key=f"virus {version.pk} {found}"[:100],
        )


@transaction.atomic
def keep_trouble(*, version: DocumentVersion, trouble: str) -> None:
    """Write down that a version could not be scanned; it is tried again."""
    VersionScan.objects.update_or_create(
        version=version,
        defaults={
            "state": State.FAILED,
            "trouble": trouble[:200],
            "scanned_at": timezone.now(),
        },
    )


@transaction.atomic
def scan_again(*, version: DocumentVersion, by: User) -> None:
    """Have a version scanned once more. Raises PermissionDenied."""
    if not may_mend(by, version):
        raise PermissionDenied
    scan_version.enqueue(version_id=version.pk, again=True)


@transaction.atomic
def release(*, version: DocumentVersion, by: User) -> VersionScan:
    """Give a version out although the scanner found something, or could not look.

    The decision of a Coordinator or archivist, who enters the record with it. Raises
    PermissionDenied, NotInDoubtError.
    """
    if not may_mend(by, version):
        raise PermissionDenied
    row = (
        VersionScan.objects.select_for_update()
        .filter(version=version, state__in=IN_DOUBT)
        .first()
    )
    if row is None:
        raise NotInDoubtError
    record_event(
        verb="documents.virus_released",
        subject=version.document,
        by=by,
        capacity=capacity_of(by),
        data={
            "version": version.number,
            "found": row.found,
            "trouble": row.trouble,
        },
    )
    row.state = State.RELEASED
    row.save(update_fields=["state"])
    return row
