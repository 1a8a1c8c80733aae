"""The making of archival copies, and what watches over it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cms.documents.models import ArchivalCopy, Derived, DocumentVersion
from cms.jobs.queue import job
from cms.jobs.schedules import every, is_waiting

State = Derived.State
TextState = DocumentVersion.TextState
SILENT = dt.timedelta(minutes=30)
AT_ONCE = 50


@job(retries=3, queue="documents", priority=-60)
def make_archival_copy(version_id: int) -> str:
    """Make one copy; may run twice unharmed."""
    from cms.documents import archiving

    version = DocumentVersion.objects.filter(pk=version_id).first()
    if version is None:
        return "purged meanwhile"
    copy = archiving.make(version=version)
    return f"{copy.state} {copy.conformance}"


@every(15 * 60, name="documents.archival_copies")
@job(retries=1)
def watch_over_copies() -> None:
    """Begin what was never begun; take up what was lost, or waited for LibreOffice."""
    from cms.documents import archiving

    if is_waiting(make_archival_copy):
        return
    states = [State.WAITING, State.RUNNING]
    if archiving.program():
        states.append(State.ABSENT)
    since = timezone.now() - SILENT
    left = ArchivalCopy.objects.filter(state__in=states, changed_at__lt=since)
    for copy in left.select_related("version").order_by("changed_at")[:AT_ONCE]:
        archiving.begin(version=copy.version)
    never = DocumentVersion.objects.filter(
        kind__in=archiving.KINDS,
        text_state__in=[TextState.DONE, TextState.PARTLY],
        archival_copy=None,
    )
    for version in never[:AT_ONCE]:
        archiving.begin(version=version)
