"""What the search is told when the words of a file, or their readers, change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.works.openings import FILE_SOURCE, SEARCH_SOURCE
from search import outbox

if TYPE_CHECKING:
    from cms.documents.models import Document


def tell_search_of(document: Document) -> None:
    """Have a file's text indexed anew, and the file itself where it is a find.

    A file with fewer readers than its text is one by itself.
    """
    if document.expression_id:
        outbox.put(SEARCH_SOURCE, document.expression_id)
    if document.audience:
        outbox.put(FILE_SOURCE, document.pk)
