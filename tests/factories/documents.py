"""Files of the archive."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cms.documents.actions import create_document

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.documents.models import Document
    from cms.works.models import Expression


def text_file(
    *,
    by: User | None,
    expression: Expression | None = None,
    content: bytes = b"I. Papers\na) To keep them.\n",
    name: str = "paper.txt",
) -> Document:
    """Take a small text file in, free-standing or as a file of a text."""
    return create_document(
        title=name,
        content=io.BytesIO(content),
        name=name,
        expression=expression,
        language=expression.language if expression else "",
        by=by,
    )
