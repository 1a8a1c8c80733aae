"""Received files: looked at, taken in or refused, answered for, forgotten."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.documents import actions as documents
from cms.documents.duplicates import copies_of, may_add_version
from cms.documents.fixity import digest
from cms.documents.models import Upload
from cms.documents.models.uploads import FIXED, NOT_ALLOWED
from cms.documents.policy import may_upload
from cms.documents.readers.detect import kind_of
from cms.documents.readers.errors import UnreadableFile
from cms.documents.sizes import largest_file
from cms.documents.uploads import limits, pieces
from cms.documents.uploads.receiving import NotNowError, keep_if_there

if TYPE_CHECKING:
    import datetime as dt

    from wagtail.models import Collection

    from cms.accounts.models import User
    from cms.documents.models import Document

log = logging.getLogger(__name__)
State = Upload.State


def settle(*, upload: Upload) -> Upload:
    """Look at a received file and take it in; may run again, also after a death.

    A file that is here already, or another of its name, waits for an answer. A full
    disk leaves it as it is: the worker tries again. One that its owner drops meanwhile
    is forgotten.
    """
    try:
        with pieces.held(upload):
            row = Upload.objects.select_related("owner", "collection").get(pk=upload.pk)
            if row.state != State.RECEIVED:
                return row
            _look_at(row)
    except pieces.HeldError:
        return upload
    except Upload.DoesNotExist:
        pieces.forget(upload)
        return upload
    except OSError as error:
        log.warning("Upload %s waits: %s", upload.pk, error)
    return _as_it_is(upload)


def _as_it_is(upload: Upload) -> Upload:
    """Return an upload as it is now; the bytes of one that has ended are not kept."""
    row = Upload.objects.filter(pk=upload.pk).first()
    if row is None or row.state not in Upload.UNSETTLED:
        pieces.forget(upload)
    return row or upload


def _look_at(row: Upload) -> None:
    try:
        kind_of(pieces.path_of(row), name=row.name, max_bytes=largest_file())
    except UnreadableFile as refusal:
        _refuse(row, refusal.code)
        return
    if not may_upload(row.owner):
        _refuse(row, NOT_ALLOWED)
        return
    with pieces.path_of(row).open("rb") as content:
        row.sha256 = digest(content)[0]
    if copies_of(row, user=row.owner):
        row.state = State.ASKED
        _keep(row, "sha256")
        return
    keep_if_there(row, "sha256")
    _take(row)


def _refuse(row: Upload, code: str) -> None:
    row.state, row.refusal = State.REFUSED, code
    _keep(row, "refusal")


def _keep(row: Upload, *fields: str) -> None:
    """Save a new state, and begin anew the time for which it is kept."""
    row.moved_at = timezone.now()
    row.expires_at = row.moved_at + limits.time_to_answer()
    keep_if_there(row, "state", "moved_at", "expires_at", *fields)


@transaction.atomic
def _take(row: Upload, *, into: Document | None = None) -> None:
    """Make a document, or a version, of the received bytes: whole or not at all."""
    row = Upload.objects.select_for_update().get(pk=row.pk)
    if row.state not in {State.RECEIVED, State.ASKED}:
        return
    try:
        with pieces.path_of(row).open("rb") as content, transaction.atomic():
            if into is None:
                into = documents.create_document(
                    title=row.title, content=content, name=row.name, by=row.owner
                )
                _put_into(row.collection, into)
            else:
                documents.add_version(
                    document=into, content=content, name=row.name, by=row.owner
                )
    except UnreadableFile as refusal:
        _refuse(row, refusal.code)
        return
    except documents.FixedFileError:
        _refuse(row, FIXED)
        return
    row.document, row.state = into, State.TAKEN
    _keep(row, "document")


def _put_into(collection: Collection | None, document: Document) -> None:
    if collection is not None and document.collection_id != collection.pk:
        document.collection = collection
        document.save(update_fields=["collection"])


def answer(*, upload: Upload, into: Document | None, by: User) -> Upload:
    """Take in a file that waited: as one of its own, or as a version of another.

    Raises PermissionDenied, NotNowError, and OSError where it cannot be stored; then it
    waits on.
    """
    if upload.owner_id != by.pk or not may_upload(by):
        raise PermissionDenied
    if into is not None and not may_add_version(by, into):
        raise PermissionDenied
    with pieces.held(upload):
        if Upload.objects.get(pk=upload.pk).state != State.ASKED:
            raise NotNowError(_("This file no longer waits for an answer."))
        _take(upload, into=into)
    return _as_it_is(upload)


def drop(*, upload: Upload, by: User) -> None:
    """Forget an upload and its bytes; what became a document stays."""
    if upload.owner_id != by.pk:
        raise PermissionDenied
    pieces.forget(upload)
    upload.delete()


def sweep(now: dt.datetime) -> int:
    """Forget what has expired, and bytes that belong to nothing; return how many."""
    gone = 0
    for row in Upload.objects.filter(expires_at__lte=now):
        pieces.forget(row)
        row.delete()
        gone += 1
    kept = {
        pieces.path_of(row).name
        for row in Upload.objects.filter(state__in=Upload.UNSETTLED).only("pk")
    }
    for path in pieces.all_there():
        age = now.timestamp() - path.stat().st_mtime
        if path.name not in kept and age > limits.time_to_go_on().total_seconds():
            path.unlink(missing_ok=True)
            gone += 1
    return gone
