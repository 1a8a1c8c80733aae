"""What the worker does about viruses."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q
from django.utils import timezone

from cms.documents.models import DocumentVersion, VersionScan
from cms.documents.scanning import clamd
from cms.jobs.queue import job
from cms.jobs.schedules import every, is_waiting

State = VersionScan.State
SETTLED = frozenset({State.CLEAN, State.INFECTED, State.RELEASED})
LEFT_ALONE = dt.timedelta(minutes=10)
AT_ONCE = 200


@job(retries=3, queue="documents", priority=10)
def scan_version(version_id: int, again: bool = False) -> str:
    """Have a version scanned; may run twice unharmed.

    Raises NoAnswerError where the scanner does not answer: tried again, meanwhile
    "could not be scanned" is seen.
    """
    from cms.documents.scanning.actions import keep_trouble, keep_verdict

    if not clamd.address():
        return "no scanner"
    rows = DocumentVersion.objects.select_related("document", "scan")
    version = rows.filter(pk=version_id).first()
    if version is None:
        return "purged meanwhile"
    known = getattr(version, "scan", None)
    if known and known.state in SETTLED and not again:
        return str(known.state)
    try:
        with version.file.storage.open(str(version.file.name), "rb") as file:
            verdict = clamd.scan(file)
    except clamd.NoAnswerError as error:
        keep_trouble(version=version, trouble=str(error))
        raise
    except (OSError, clamd.RefusedError) as error:
        keep_trouble(version=version, trouble=str(error))
        return str(State.FAILED)
    return str(keep_verdict(version=version, verdict=verdict).state)


@every(10 * 60, name="documents.scans")
@job(retries=1)
def look_after_scans() -> str:
    """Order scans of what was left alone, failed, or came in before the scanner."""
    if not clamd.address() or is_waiting(scan_version):
        return "nothing to do"
    clamd.signatures()  # raises where it does not answer: then all waits
    since = timezone.now() - LEFT_ALONE
    left = Q(scan__state=State.WAITING, scan__asked_at__lte=since)
    failed = Q(scan__state=State.FAILED, scan__scanned_at__lte=since)
    found = DocumentVersion.objects.filter(left | failed | Q(scan__isnull=True))
    # Never scanned before failed: what is refused for good holds nobody up.
    found = found.order_by(F("scan__scanned_at").asc(nulls_first=True), "-pk")
    numbers = list(found.values_list("pk", flat=True)[:AT_ONCE])
    for number in numbers:
        scan_version.enqueue(version_id=number)
    return f"{len(numbers)} ordered"
