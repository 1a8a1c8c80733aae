"""Files and page pictures, given only to those who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from cms.documents.models import Document, DocumentPage, DocumentVersion
from cms.documents.parts import (
    UnsatisfiableError,
    answer_behind_the_end,
    answer_part,
    part_asked_for,
)
from cms.documents.permissions import file_tokens, may_read_document
from cms.documents.reader_page import context_of
from cms.works import tokens

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile
    from django.http import HttpRequest, HttpResponse

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _version(request: HttpRequest, document_id: int, number: int) -> DocumentVersion:
    version = get_object_or_404(
        DocumentVersion.objects.select_related("document__expression__work"),
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


def _answer(
    request: HttpRequest,
    version: DocumentVersion,
    etag: str,
    file: FieldFile,
    **how: Any,
) -> HttpResponse:
    """Give a file, or say that the reader has it; say who may keep it."""
    # Any: Django gives nothing back where the file is to be sent.
    kept: Any = get_conditional_response(request, etag=etag)
    response: Any = kept or _whole_or_part(request, etag, file, **how)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = KEPT if _is_public(version) else PRIVATE
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    answer: HttpResponse = response
    return answer


def _whole_or_part(request: HttpRequest, etag: str, file: FieldFile, **how: Any) -> Any:
    """Give a file, or the part of it that was asked for."""
    size = file.size
    try:
        part = part_asked_for(request, size=size, etag=etag)
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
    return _answer(
        request,
        found,
        f'"{found.sha256}"',
        found.file,
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
    etag = f'"{found.sha256}-{page}"'
    return _answer(request, found, etag, row.picture, content_type="image/webp")
