"""The files of a work are part of what is decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.documents.models import Document

if TYPE_CHECKING:
    from cms.works.models import Work


def files_of(work: Work) -> list[dict[str, Any]]:
    """Return language, name and SHA-256 of the newest version of each file."""
    documents = (
        Document.objects.filter(expression__work=work)
        .select_related("expression")
        .prefetch_related("versions")
    )
    return [
        {
            "language": document.expression.language if document.expression else "",
            "name": document.current.name,
            "sha256": document.current.sha256,
        }
        for document in documents
        if document.current
    ]
