"""Recognises the text of scanned pages, a few at a time; goes on where it stopped."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from cms.documents import child, tesseract
from cms.documents.indexing import tell_search_of
from cms.documents.models import (
    Derived,
    DocumentPage,
    DocumentVersion,
    RecognisedPage,
    Recognition,
)
from cms.documents.readers.errors import MESSAGES
from cms.documents.readers.layer import is_layer
from cms.documents.recognition_tasks import recognise_scans
from cms.documents.tasks import scratch_dir

if TYPE_CHECKING:
    from django.db.models import QuerySet

MODULE = "cms.documents.readers.scans"
# A piece is short: other files wait for the same worker.
PIECE_PAGES = 4
PAGE_S = 60
MEMORY_MB = 1500

State = Derived.State


def language_of(version: DocumentVersion) -> str:
    """Return the one language to recognise in: the file's, its text's, the site's."""
    document = version.document
    expression = document.expression
    said = document.language or (expression.language if expression else "")
    site = settings.LANGUAGE_CODE[:2]
    return tesseract.LANGUAGES.get(said) or tesseract.LANGUAGES.get(site, "eng")


def scans_of(version: DocumentVersion) -> QuerySet[DocumentPage]:
    """Return the pages that still have no text and were not looked at."""
    seen = RecognisedPage.objects.filter(version=version).values("number")
    blank = version.pages.filter(text="", is_unreadable=False)
    return blank.exclude(number__in=seen).order_by("number")


def after_reading(*, version: DocumentVersion) -> None:
    """Begin the recognition of a file that was read; one done before is kept.

    Called in the transaction that keeps what was read. Pages with a text of their own
    are never recognised.
    """
    if version.kind != "pdf":
        return
    for row in version.recognised_pages.exclude(text=""):
        version.pages.filter(number=row.number, text="").update(text=row.text)
    if scans_of(version).exists():
        begin(version=version)


def begin(*, version: DocumentVersion) -> Recognition:
    """Put the scanned pages of a version in the worker's queue."""
    total = scans_of(version).count() + version.recognised_pages.count()
    row, _new = Recognition.objects.update_or_create(
        version=version, defaults={"state": State.WAITING, "error": "", "total": total}
    )
    recognise_scans.enqueue(version_id=version.pk)
    return row


def begin_again(*, version: DocumentVersion) -> None:
    """Forget the pages that failed, and begin; what was recognised stays."""
    version.recognised_pages.exclude(error="").delete()
    begin(version=version)


def read_on(*, version: DocumentVersion) -> Recognition:
    """Recognise the next few pages and keep them; end after the last one."""
    row = Recognition.objects.get(version=version)
    missing = _what_is_missing(version)
    if missing:
        return _write(row, state=State.ABSENT, error=missing)
    numbers = list(scans_of(version).values_list("number", flat=True)[:PIECE_PAGES])
    if numbers:
        row = _write(row, state=State.RUNNING, error="")
        found = _ask(version, numbers)
        with transaction.atomic():
            _keep(version, numbers, found)
            row = _count(row, version)
    if not scans_of(version).exists():
        row = _end(row, version)
    return row


def _what_is_missing(version: DocumentVersion) -> str:
    engine = tesseract.engine()
    if engine is None:
        return "no_tesseract"
    return "" if language_of(version) in engine.languages else "no_language"


def _write(row: Recognition, **fields: Any) -> Recognition:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def _ask(version: DocumentVersion, numbers: list[int]) -> dict[int, dict[str, Any]]:
    """Let a child recognise pages; what it did not come to say is its failure."""
    with tempfile.TemporaryDirectory(dir=scratch_dir()) as scratch:
        said, failure = child.ask(
            MODULE,
            [
                f"--folder={scratch}",
                f"--pages={','.join(map(str, numbers))}",
                f"--language={language_of(version)}",
                f"--page-seconds={PAGE_S}",
                "--",
                str(Path(version.file.path)),
            ],
            seconds=(PAGE_S + 15) * len(numbers),
            memory_mb=MEMORY_MB,
        )
    found = {r["page"]: r for r in said if r.get("page") in numbers}
    unsaid = [number for number in numbers if number not in found]
    if unsaid:
        # Only the page at which the child fell silent: the others were not tried.
        found[unsaid[0]] = {"failed": failure or "crashed"}
    return found


def _keep(
    version: DocumentVersion, numbers: list[int], found: dict[int, dict[str, Any]]
) -> None:
    engine = tesseract.engine()
    rows = [
        _row(version, number, found[number], engine.name if engine else "")
        for number in numbers
        if number in found
    ]
    RecognisedPage.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        if row.text:
            version.pages.filter(number=row.number, text="").update(text=row.text)


def _row(
    version: DocumentVersion, number: int, said: dict[str, Any], engine: str
) -> RecognisedPage:
    """Make a row of what a child said, as far as it can be true."""
    row = RecognisedPage(
        version=version, number=number, language=language_of(version), engine=engine
    )
    failed, sure = said.get("failed"), said.get("confidence")
    layer: Any = said.get("layer")
    if failed or not is_layer(layer):
        row.error = failed if isinstance(failed, str) and failed in MESSAGES else ""
        row.error = row.error or "crashed"
        return row
    row.text, row.layer = str(said.get("text", "")), layer
    row.words = sum(len(line[4]) for line in layer["lines"])
    if row.words and isinstance(sure, int):
        row.confidence = min(max(sure, 0), 100)
    return row


def _count(row: Recognition, version: DocumentVersion) -> Recognition:
    """Write how many pages are finished, and the confidence of all their words."""
    pages: list[RecognisedPage] = list(version.recognised_pages.defer("text", "layer"))
    words = sum(page.words for page in pages)
    sure = sum(page.words * (page.confidence or 0) for page in pages)
    mean = round(sure / words) if words else None
    return _write(row, finished=len(pages), confidence=mean)


def _end(row: Recognition, version: DocumentVersion) -> Recognition:
    errors = list(version.recognised_pages.values_list("error", flat=True))
    failed = [error for error in errors if error]
    state = State.DONE
    if failed:
        state = State.PARTLY if len(failed) < len(errors) else State.FAILED
    with transaction.atomic():
        _write(row, state=state, error=failed[0] if failed else "")
        tell_search_of(version.document)
    return row
