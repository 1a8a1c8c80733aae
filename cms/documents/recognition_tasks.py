"""The recognition of scanned pages, a piece at a time, and what watches over it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms.documents.models import Derived, DocumentPage, DocumentVersion, Recognition
from cms.jobs.queue import job
from cms.jobs.schedules import every, is_waiting

State = Derived.State
TextState = DocumentVersion.TextState
UNDER_WAY = (State.WAITING, State.RUNNING)
SILENT = dt.timedelta(minutes=30)
AT_ONCE = 50


@job(retries=5, queue="documents", priority=-40)
def recognise_scans(version_id: int) -> str:
    """Recognise a few pages, then queue up again behind what waits.

    Each piece is kept before the next is begun: a worker that dies loses one piece.
    """
    from cms.documents import recognition

    rows = DocumentVersion.objects.select_related("document__expression")
    version = rows.filter(pk=version_id).first()
    if version is None:
        return "purged meanwhile"
    row = recognition.read_on(version=version)
    if row.state == State.RUNNING:
        recognise_scans.enqueue(version_id=version_id)
    return f"{row.state}: {row.finished} of {row.total}"


@every(15 * 60, name="documents.recognition")
@job(retries=1)
def watch_over_scans() -> None:
    """Begin what was never begun; take up what was lost, or waited for Tesseract."""
    from cms.documents import recognition, tesseract

    if tesseract.engine() is None or is_waiting(recognise_scans):
        return
    since = timezone.now() - SILENT
    left = Recognition.objects.filter(
        state__in=[*UNDER_WAY, State.ABSENT], changed_at__lt=since
    )
    for row in left.select_related("version").order_by("changed_at")[:AT_ONCE]:
        recognition.begin(version=row.version)
    blank = DocumentPage.objects.filter(
        version=OuterRef("pk"), text="", is_unreadable=False
    )
    never = DocumentVersion.objects.filter(
        Exists(blank),
        kind="pdf",
        text_state__in=[TextState.DONE, TextState.PARTLY],
        recognition=None,
    )
    for version in never[:AT_ONCE]:
        recognition.begin(version=version)
