"""The page of a file: its versions, its state, its text page by page."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from cms.documents.history import history_of

if TYPE_CHECKING:
    from cms.documents.models import Document

# Pages of text on one screen: enough for most papers, light enough for a weak link.
PAGES_A_SCREEN = 10
# A plain text of any length is one page; more of it than this is read in the file.
SIGNS_A_PAGE = 50_000


def address_of_page(document: Document, number: int, language: str) -> str:
    """Return the address at which one page of a file is read.

    Of a PDF the page itself; of another file its text. A project that does not offer
    those screens leads to the file itself.
    """
    current = document.current
    if number and current and current.kind == "pdf":
        with suppress(NoReverseMatch), translation.override(language or None):
            return reverse("document_sheet", args=[document.pk, number])
    return _address_of_text(document, number, language)


def _address_of_text(document: Document, number: int, language: str) -> str:
    try:
        with translation.override(language or None):
            path = reverse("document_page", args=[document.pk])
    except NoReverseMatch:
        url = document.current.url if document.current else ""
        return f"{url}#page={number}" if number else url
    first = (number - 1) // PAGES_A_SCREEN * PAGES_A_SCREEN + 1
    return f"{path}?from={first}#page-{number}" if number else path


def context_of(document: Document, *, first: int) -> dict[str, Any]:
    """Return what the page of a file shows, its text from page ``first`` on."""
    history = history_of(document).entries
    versions = [entry.version for entry in history]
    current = versions[0] if versions else None
    count = current.pages.count() if current else 0
    first = min(max(first, 1), max(count, 1))
    first = (first - 1) // PAGES_A_SCREEN * PAGES_A_SCREEN + 1
    pages: list[Any] = []
    if current:
        pages = list(current.pages.filter(number__gte=first)[:PAGES_A_SCREEN])
    for page in pages:
        page.is_cut = len(page.text) > SIGNS_A_PAGE
        page.text = page.text[:SIGNS_A_PAGE]
    return {
        "document": document,
        "version": current,
        "versions": versions,
        "entries": history,
        "pages": pages,
        "page_count": count,
        "earlier": first - PAGES_A_SCREEN if first > 1 else None,
        "later": first + PAGES_A_SCREEN if first + PAGES_A_SCREEN <= count else None,
    }
