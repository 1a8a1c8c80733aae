"""Every write to files: a new document, a new version, what was read from it."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.documents import archiving, claims, recognition
from cms.documents.indexing import tell_search_of
from cms.documents.models import Document, DocumentPage, DocumentVersion
from cms.documents.readers.detect import kind_of
from cms.documents.readers.errors import UnreadableFile
from cms.documents.sizes import largest_file
from cms.documents.tasks import extract_text
from cms.works.fixed import FREE
from cms.works.openings import SEARCH_SOURCE
from search import outbox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.documents.extraction import Extraction
    from cms.works.models import Expression

CHUNK = 1024 * 1024


class FixedFileError(PermissionDenied):
    """A file that may not get a new version; ``str()`` of it is for the person."""


LONGEST_STEM = 140  # bytes


def safe_name(name: str) -> str:
    """Return a file name without folders or control characters, short enough.

    File systems take 255 bytes, and a letter of another script is up to four.
    """
    base = Path(name.replace("\\", "/")).name
    clean = "".join(c for c in base if c.isprintable() and c not in '/\\:*?"<>|')
    path = Path(clean.strip(". ") or "file")
    stem = path.stem.encode()[:LONGEST_STEM].decode(errors="ignore").strip()
    return (stem or "file") + path.suffix.encode()[:10].decode(errors="ignore")


def _copy(content: Any, target: Any) -> tuple[str, int]:
    """Copy a file in pieces; return its SHA-256 and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    limit = largest_file()
    content.seek(0)
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise UnreadableFile("too_large")
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    return digest.hexdigest(), size


def _store(content: Any, name: str) -> tuple[str, str, int, str]:
    """Check a file, put it into the store; return its name, SHA-256, size, kind.

    Raises UnreadableFile for what no reader takes; then nothing is stored.
    """
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as scratch:
        sha, size = _copy(content, scratch)
        kind = kind_of(Path(scratch.name), name=name)
        scratch.seek(0)
        storage = Document._meta.get_field("file").storage
        stored = f"{sha[:2]}/{sha}/{name}"
        claims.claim(stored)
        stored = storage.save(stored, File(scratch))
    return stored, sha, size, kind


def check(*, content: Any, name: str) -> str:
    """Return a file's SHA-256; raise UnreadableFile if it would be refused."""
    name = safe_name(name)
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as scratch:
        sha, _size = _copy(content, scratch)
        kind_of(Path(scratch.name), name=name)
    return sha


@transaction.atomic
def create_document(
    *,
    title: str,
    content: Any,
    name: str,
    expression: Expression | None = None,
    language: str = "",
    standing: str = "",
    note: str = "",
    by: User | None,
) -> Document:
    """Take a file in as a new document with version 1.

    Raises UnreadableFile, with a message for the person, if the file is refused.
    """
    document = Document(
        title=title[:255],
        expression=expression,
        language=language,
        standing=standing,
        uploaded_by_user=by,
    )
    document.save()
    add_version(document=document, content=content, name=name, note=note, by=by)
    document.refresh_from_db()
    return document


def check_replaceable(document: Document) -> None:
    """Raise FixedFileError for a file of a fixed text, or one in the trash."""
    if document.trashed_at:
        raise FixedFileError(_("This file is in the trash. Take it out first."))
    expression = document.expression
    if expression and expression.work.state not in FREE:
        raise FixedFileError(
            _(
                "This file belongs to a text that is in approval, adopted or "
                "recorded, and is not replaced. A correction is a paper of its own."
            )
        )


def is_replaceable(document: Document) -> bool:
    """Tell whether a file takes a new version at all."""
    try:
        check_replaceable(document)
    except FixedFileError:
        return False
    return True


@transaction.atomic
def add_version(
    *,
    document: Document,
    content: Any,
    name: str,
    note: str = "",
    restored_from: DocumentVersion | None = None,
    by: User | None,
) -> DocumentVersion:
    """Add a version; the same bytes as the newest one give that one back.

    Its text is read later, by the worker. Raises UnreadableFile if refused.
    """
    name = safe_name(name)
    stored, sha, size, kind = _store(content, name)
    document = Document.with_trash.select_for_update().get(pk=document.pk)
    current = document.versions.order_by("number").last()
    if current and current.sha256 == sha:
        return current
    if current:
        check_replaceable(document)
    number = (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        file=stored,
        name=name,
        kind=kind,
        sha256=sha,
        size=size,
        note=note,
        restored_from=restored_from,
        created_by=by,
    )
    _put_in_front(version)
    extract_text.enqueue(version_id=version.pk)
    _record_version(version, by)
    return version


def _put_in_front(version: DocumentVersion) -> None:
    """Let the document name this version's file as its own."""
    document = version.document
    document.file.name = version.file.name
    document.file_size = version.size
    document._set_file_hash()
    document.save()


def _record_version(version: DocumentVersion, by: User | None) -> None:
    data = {
        "version": version.number,
        "sha256": version.sha256,
        "name": version.name,
        "size": version.size,
    }
    if version.restored_from:
        data["restored"] = version.restored_from.number
    record_event(
        verb="documents.version_restored"
        if version.restored_from
        else "documents.version_added",
        subject=version.document,
        by=by,
        capacity=capacity_of(by),
        data=data,
    )


@transaction.atomic
def attach(*, document: Document, expression: Expression, by: User | None) -> Document:
    """Make a document a file of an Expression.

    Raises FixedFileError if it is a file of a text that no longer changes.
    """
    left = document.expression
    if left and left != expression:
        check_replaceable(document)
        outbox.put(SEARCH_SOURCE, left.pk)
    document.expression = expression
    document.language = expression.language
    document.belongs_to = None
    document.opened_to = ""
    document.save(update_fields=["expression", "language", "belongs_to", "opened_to"])
    tell_search_of(document)
    record_event(
        verb="documents.attached",
        subject=expression.work,
        by=by,
        capacity=capacity_of(by),
        data={"document": document.pk, "title": document.title},
    )
    return document


def _page_rows(
    version: DocumentVersion, extraction: Extraction
) -> Iterable[DocumentPage]:
    storage = DocumentPage._meta.get_field("picture").storage
    for page in extraction.pages:
        row = DocumentPage(
            version=version,
            number=page.number,
            text=page.text,
            width=page.width,
            height=page.height,
            is_unreadable=not page.readable,
        )
        if page.picture:
            name = f"{version.sha256[:2]}/{version.sha256}/p{page.number}.webp"
            claims.claim(name)
            with page.picture.open("rb") as picture:
                row.picture.name = storage.save(name, File(picture))
        yield row


@transaction.atomic
def keep_text(*, version: DocumentVersion, extraction: Extraction) -> DocumentVersion:
    """Keep what the worker read; a second time replaces the first."""
    version.pages.all().delete()
    DocumentPage.objects.bulk_create(_page_rows(version, extraction))
    version.text_state = extraction.state
    version.text_error = extraction.error_code or ""
    version.text_notes = list(extraction.notes)
    version.extracted_at = timezone.now()
    version.save(
        update_fields=["text_state", "text_error", "text_notes", "extracted_at"]
    )
    recognition.after_reading(version=version)
    archiving.after_reading(version=version)
    tell_search_of(version.document)
    return version
