"""What the worker does with files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings

from cms.documents.extraction import extract
from cms.documents.models import DocumentVersion
from cms.jobs.queue import job


def scratch_dir() -> Path | None:
    """Return the portal's own directory; the machine's, where none is named."""
    own: Path | None = getattr(settings, "DATA_DIR", None)
    if own is not None:
        own.mkdir(parents=True, exist_ok=True)
    return own


@job(retries=5, queue="documents")
def extract_text(version_id: int) -> str:
    """Read a version's text and make its page pictures; may run twice unharmed.

    A file that cannot be read is not a failure of the job: the version says so.
    """
    from cms.documents.actions import keep_text

    version = (
        DocumentVersion.objects.select_related("document").filter(pk=version_id).first()
    )
    if version is None:
        return "purged meanwhile"
    settled = {DocumentVersion.TextState.DONE, DocumentVersion.TextState.PARTLY}
    if version.text_state in settled:
        return version.text_state
    DocumentVersion.objects.filter(pk=version_id).update(
        text_state=DocumentVersion.TextState.RUNNING
    )
    with tempfile.TemporaryDirectory(dir=scratch_dir()) as scratch:
        extraction = extract(
            Path(version.file.path), name=version.name, pictures_dir=Path(scratch)
        )
        return keep_text(version=version, extraction=extraction).text_state


@job(retries=3)
def change_many_files(change_id: int) -> int:
    """Do for many files what somebody asked for; may run twice unharmed."""
    from cms.documents import bulk
    from cms.documents.models import FileChange
    from cms.works import many

    change = FileChange.objects.select_related("asked_by").get(pk=change_id)
    return many.run(bulk.FILES, change)
