"""What changed between two versions of a file, for readers and in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.documents.comparing import MOST_PARAGRAPHS, compare, paragraphs_of
from cms.documents.models import Document, DocumentVersion
from cms.documents.permissions import file_tokens, may_read_document
from cms.works import tokens

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# No number of a version or a screen is longer.
MOST_DIGITS = 8


def _number(said: str) -> int | None:
    fits = said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS
    return int(said) if fits else None


def _pair(
    request: HttpRequest, versions: list[DocumentVersion]
) -> tuple[DocumentVersion, DocumentVersion] | None:
    """Return the two versions that are asked for, the older one first; else the last.

    Raises Http404 for a version that there is not; None if there is but one.
    """
    if len(versions) < 2:
        return None
    known = {version.number: version for version in versions}
    numbers = sorted(known)[-2:]
    for place, name in enumerate(("old", "new")):
        if name in request.GET:
            number = _number(request.GET[name])
            if number not in known:
                raise Http404
            numbers[place] = number
    first, second = sorted(numbers)
    return known[first], known[second]


def _why_not(old: DocumentVersion, new: DocumentVersion) -> str:
    """Say why there is nothing to compare; empty if there is."""
    if old.number == new.number:
        return _("Choose two different versions.")
    waiting = {DocumentVersion.TextState.WAITING, DocumentVersion.TextState.RUNNING}
    for version in (old, new):
        said = {"number": version.number}
        if version.text_state in waiting:
            unread = _(
                "The text of version %(number)s is still being read; come back in a "
                "moment."
            )
            return unread % said
        if not version.pages.exclude(text="").exists():
            return _("No text was found in version %(number)s.") % said
    if old.sha256 == new.sha256:
        return _("The two versions are the same, byte by byte.")
    return ""


def _partly(old: DocumentVersion, new: DocumentVersion) -> list[int]:
    """Return the versions of which only a part could be read."""
    partly = DocumentVersion.TextState.PARTLY
    return [v.number for v in (old, new) if v.text_state == partly]


def _compared(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return what a screen shows of two versions."""
    versions = list(document.versions.order_by("-number"))
    if not versions:
        raise Http404
    shown: dict[str, Any] = {"document": document, "versions": versions}
    pair = _pair(request, versions)
    if pair is None:
        return shown | {"why_not": _("There is only one version yet.")}
    old, new = pair
    shown |= {"old": old, "new": new, "why_not": _why_not(old, new)}
    if shown["why_not"]:
        return shown
    texts = [
        paragraphs_of(version.pages.values_list("number", "text")) for version in pair
    ]
    found = compare(*texts)
    screen = min(max(_number(request.GET.get("screen", "")) or 1, 1), found.screens)
    return shown | {
        "passages": found.passages(screen),
        "count": len(found.changes),
        "is_cut": found.is_cut,
        "most": MOST_PARAGRAPHS,
        "partly": _partly(old, new),
        "screen": screen,
        "screens": found.screens,
    }


def _document(request: HttpRequest, pk: int) -> Document:
    found = Document.objects.select_related("expression__work", "expression__page")
    document = get_object_or_404(found, pk=pk)
    if not may_read_document(request.user, document):
        raise Http404
    return document


@require_safe
def for_readers(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show the differences to whoever reads the file."""
    document = _document(request, document_id)
    context = _compared(request, document)
    response = render(request, "documents/compare.html", context)
    if tokens.PUBLIC not in file_tokens(document):
        response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def in_admin(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show the differences to those who work on the file."""
    context = _compared(request, _document(request, document_id))
    return render(request, "documents/versions/compare.html", context)
