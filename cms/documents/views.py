"""Files and page pictures, given only to those who may read them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from cms.documents import reading_state, sheets
from cms.documents.models import ArchivalCopy, Document, DocumentPage, DocumentVersion
from cms.documents.parts import (
    UnsatisfiableError,
    answer_behind_the_end,
    answer_head,
    answer_part,
    part_asked_for,
)
from cms.documents.permissions import file_tokens, may_read_document
from cms.documents.reader_page import context_of
from cms.documents.readers.kinds import CONTENT_TYPES
from cms.documents.scanning.withholding import answer_withheld, is_withheld
from cms.works import tokens

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models.fields.files import FieldFile
    from django.http import HttpRequest

log = logging.getLogger(__name__)


def _version(request: HttpRequest, document_id: int, number: int) -> DocumentVersion:
    version = get_object_or_404(
        DocumentVersion.objects.select_related(
            "document__expression__work", "fixity", "scan"
        ),
        document_id=document_id,
        number=number,
    )
    if not may_read_document(request.user, version.document):
        raise Http404
    return version


# Kept by everybody, and asked for anew each time: an audience may be narrowed at any
# instant, and a file that has not changed is not sent twice.
KEPT = "public, no-cache"
PRIVATE = "private, no-store"


class _Stored(NamedTuple):
    """What is given: a file, the mark of its bytes, since when they are what they are.

    ``size`` is what was written down of it; None where nothing was.
    """

    file: FieldFile | sheets.Kept
    etag: str
    since: dt.datetime
    size: int | None = None
    is_faulty: bool = False

    @property
    def changed_at(self) -> int:
        """Whole seconds, as HTTP counts them."""
        return int(self.since.timestamp())


def _answer(
    request: HttpRequest, version: DocumentVersion, stored: _Stored, **how: Any
) -> HttpResponse:
    """Give a file, or say that the reader has it; say who may keep it."""
    if is_withheld(version):
        return answer_withheld(request, version)
    # Any: Django gives nothing back where the file is to be sent.
    kept: Any = get_conditional_response(
        request, etag=stored.etag, last_modified=stored.changed_at
    )
    try:
        response: Any = kept or _whole_or_part(request, stored, **how)
    except OSError:
        log.exception("A stored file cannot be given: %s", stored.file.name)
        return _cannot_be_given(request)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = stored.etag
    response["Last-Modified"] = http_date(stored.changed_at)
    response["Cache-Control"] = KEPT if _is_public(version) else PRIVATE
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    answer: HttpResponse = response
    return answer


def _cannot_be_given(request: HttpRequest) -> HttpResponse:
    """Say to somebody who may read a file that its bytes are not what they were."""
    response = render(request, "documents/cannot_be_given.html", status=503)
    response["Cache-Control"] = PRIVATE
    return response


def _whole_or_part(request: HttpRequest, stored: _Stored, **how: Any) -> Any:
    """Give a file, or the part of it that was asked for.

    Raises OSError if the file is not there, not as long as it was, or was found
    damaged: other bytes are not given out under the paper's name.
    """
    file, size = stored.file, stored.file.size
    if stored.is_faulty or stored.size not in (None, size):
        msg = f"{size} bytes of {stored.size}"
        raise OSError(msg)
    if request.method == "HEAD":
        return answer_head(size=size, **how)
    try:
        part = part_asked_for(
            request, size=size, etag=stored.etag, changed_at=stored.changed_at
        )
    except UnsatisfiableError:
        return answer_behind_the_end(size)
    if part is None:
        return FileResponse(file.open("rb"), **how)
    return answer_part(file.open("rb"), part, size=size, **how)


def _is_public(version: DocumentVersion) -> bool:
    return tokens.PUBLIC in file_tokens(version.document)


@require_safe
def version(
    request: HttpRequest, document_id: int, number: int, name: str
) -> HttpResponse:
    """Give one version; a PDF opens in the browser, the rest is saved."""
    found = _version(request, document_id, number)
    if found.name != name:
        raise Http404
    stored = _Stored(
        found.file, f'"{found.sha256}"', found.created_at, found.size, found.is_faulty
    )
    return _answer(
        request,
        found,
        stored,
        content_type=CONTENT_TYPES.get(found.kind, "application/octet-stream"),
        as_attachment=found.kind != "pdf",
        filename=found.name,
    )


@require_safe
def page(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show a file: its versions, the state of its text, and that text."""
    document = get_object_or_404(
        Document.objects.select_related(
            "expression__page", "expression__work__meeting__body"
        ),
        pk=document_id,
    )
    if not may_read_document(request.user, document):
        raise Http404
    first = request.GET.get("from", "")
    # More digits than a file has pages are no page number.
    number = int(first) if first.isascii() and first.isdigit() and len(first) < 9 else 1
    context = context_of(document, first=number)
    if context["version"] is None:
        raise Http404
    expression = document.expression
    context |= {"expression": expression, "work": expression and expression.work}
    context |= reading_state.context_for(request.user, context["version"])
    context["is_viewable"] = sheets.drawn_from(context["version"]) is not None
    response = render(request, "documents/document_page.html", context)
    if tokens.PUBLIC not in file_tokens(document):
        response["Cache-Control"] = PRIVATE
    return response


@require_safe
def picture(
    request: HttpRequest, document_id: int, number: int, page: int
) -> HttpResponse:
    """Give the picture of one page."""
    found = _version(request, document_id, number)
    row = get_object_or_404(DocumentPage, version=found, number=page)
    if not row.picture:
        raise Http404
    since = found.extracted_at or found.created_at
    stored = _Stored(row.picture, f'"{found.sha256}-{page}"', since)
    return _answer(request, found, stored, content_type="image/webp")


@require_safe
def archival_copy(
    request: HttpRequest, document_id: int, number: int, name: str
) -> HttpResponse:
    """Give the PDF/A that was made from a version."""
    found = _version(request, document_id, number)
    copy = get_object_or_404(ArchivalCopy.objects.exclude(file=""), version=found)
    if copy.name != name:
        raise Http404
    stored = _Stored(copy.file, f'"{copy.sha256}"', copy.changed_at, copy.size)
    return _answer(
        request, found, stored, content_type="application/pdf", filename=copy.name
    )


@require_safe
def sheet(
    request: HttpRequest, document_id: int, number: int, page: int, width: int
) -> HttpResponse:
    """Give the picture of one page for the viewer, made when first asked for."""
    found = _version(request, document_id, number)
    if is_withheld(found):
        return answer_withheld(request, found)
    drawn = sheets.drawn_from(found)
    known = width in {*sheets.WIDTHS, sheets.THUMBNAIL}
    if drawn is None or not known or not 1 <= page <= drawn.pages:
        raise Http404
    try:
        made = sheets.sheet(drawn, page, width)
    except sheets.BusyError:
        return HttpResponse(
            status=503, headers={"Retry-After": "3", "Cache-Control": PRIVATE}
        )
    if made is None:
        raise Http404
    etag = f'"{drawn.sha256}-{page}-{width}"'
    stored = _Stored(made, etag, found.created_at)
    return _answer(request, found, stored, content_type="image/webp")
