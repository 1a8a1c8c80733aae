"""The history of a file, for the screens that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from cms.documents import trash
from cms.documents.history import History, history_of

if TYPE_CHECKING:
    from cms.documents.models import Document

register = template.Library()


@register.simple_tag
def file_history(document: Document) -> History:
    """Return the versions of a file with who added them."""
    return history_of(document)


@register.simple_tag
def why_not_trashed(user: Any, document: Document) -> str:
    """Say why a file does not go to the trash; empty if it may."""
    return trash.reason_against(user, document)
