"""Who may read a file: whoever may read the text it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.conference.permissions import is_secretariat
from cms.works.permissions import may_read

if TYPE_CHECKING:
    from cms.documents.models import Document


def may_read_document(user: Any, document: Document) -> bool:
    """Tell whether a person may read a file.

    A file without a text is the Secretariat's until it is attached to one. A file of
    a settled text follows that text's audience, whatever its collection says.
    """
    if document.expression is None:
        return is_secretariat(user)
    return may_read(user, document.expression.work)
