"""What the worker does for an import."""

from __future__ import annotations

from cms.jobs.queue import job
from rcm_pages.importing.models import Import


@job(retries=5, queue="documents")
def recognise_import(import_id: int) -> str:
    """Recognise the paper of an import; may run twice unharmed."""
    from rcm_pages.importing.actions import run_recognition

    record = Import.objects.select_related("document").get(pk=import_id)
    return run_recognition(record=record).state
