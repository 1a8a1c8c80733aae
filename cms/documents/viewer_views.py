"""A file page by page, for browsers that show no PDF and for links to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cms.documents import reading_state, sheets, viewer
from cms.documents.models import Document
from cms.documents.permissions import file_tokens, may_read_document
from cms.works import tokens

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _number(said: str) -> int | None:
    """Read a page number that a person typed; None for what is none."""
    digits = said.strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 9
    return int(digits) if is_number else None


@require_safe
def go_to_page(request: HttpRequest, document_id: int) -> HttpResponse:
    """Lead from the number typed into a field to its page; nonsense leads to page 1."""
    number = max(_number(request.GET.get("number", "")) or 1, 1)
    question = request.GET.get("q", "")
    path = reverse("document_sheet", args=[document_id, number])
    return redirect(f"{path}?{urlencode({'q': question})}" if question else path)


@require_safe
def page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Show one page of the newest version of a file.

    A file that is no PDF and has none made from it is read as text instead.
    """
    document = get_object_or_404(
        Document.objects.select_related(
            "expression__page", "expression__work__meeting__body"
        ),
        pk=document_id,
    )
    version = document.current
    if version is None or not may_read_document(request.user, document):
        raise Http404
    drawn = sheets.drawn_from(version)
    if drawn is None:
        return redirect("document_page", document.pk)
    if not 1 <= number <= drawn.pages:
        return _beyond(document, number, drawn.pages)
    expression = document.expression
    context = {
        "document": document,
        "version": version,
        "expression": expression,
        "work": expression and expression.work,
    }
    context |= viewer.context_of(
        version,
        drawn,
        number,
        question=request.GET.get("q", ""),
        asked=_number(request.GET.get("list", "")),
    )
    context["scan_words"] = reading_state.words_on_page(version, context)
    response = render(request, "documents/sheet_page.html", context)
    if tokens.PUBLIC not in file_tokens(document):
        response["Cache-Control"] = "private, no-store"
    return response


def _beyond(document: Document, number: int, last: int) -> HttpResponse:
    """Lead whoever types too high a number to the last page; there is no page 0."""
    if number < 1:
        raise Http404
    return redirect("document_sheet", document.pk, last)
