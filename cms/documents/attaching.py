"""Files and the texts they belong to: which there are, and how a file leaves one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.documents.actions import attach, check_replaceable
from cms.documents.indexing import tell_search_of
from cms.works.models import Expression
from cms.works.openings import SEARCH_SOURCE
from cms.works.permissions import editable_by
from search import outbox

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.accounts.models import User
    from cms.documents.models import Document


def texts_open_to(user: Any) -> QuerySet[Expression]:
    """Return the texts that may be given a file by a person: drafts they write."""
    return (
        Expression.objects.filter(work__in=editable_by(user))
        .select_related("work")
        .order_by("title", "language")
    )


@transaction.atomic
def detach(*, document: Document, by: User | None) -> Document:
    """Let a file stand by itself; it is then read by whoever prepared its text.

    Raises FixedFileError if the text no longer changes.
    """
    text = document.expression
    if text is None:
        return document
    check_replaceable(document)
    document.expression = None
    document.standing = text.status
    document.belongs_to = text.work.prepared_by
    document.save(update_fields=["expression", "standing", "belongs_to"])
    outbox.put(SEARCH_SOURCE, text.pk)
    tell_search_of(document)
    record_event(
        verb="documents.detached",
        subject=text.work,
        by=by,
        capacity=capacity_of(by),
        data={"document": document.pk, "title": document.title},
    )
    return document


def move_to(
    *, document: Document, expression: Expression | None, by: User | None
) -> None:
    """Attach a file to a text, or take it off the one it has; nothing if it is there.

    Raises FixedFileError if the text that it would leave no longer changes.
    """
    if document.expression == expression:
        return
    if expression is None:
        detach(document=document, by=by)
    else:
        attach(document=document, expression=expression, by=by)
