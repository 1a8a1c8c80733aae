"""What the index may still say though the reader may no longer read it.

Rights end at an instant, in the database; the index follows a moment later. What it has
not been told of yet stands in the outbox, or among the openings whose time has come: of
these few, whatever the reader may not read is left out of the question itself, so that
hits, passages and counts are right at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from cms.documents.models import Document
from cms.documents.policy import readable_files
from cms.works.audiences import tokens_for
from cms.works.models import Access, Expression, Work
from cms.works.openings import FILE_SOURCE, SEARCH_SOURCE
from search.models import OutboxEntry

if TYPE_CHECKING:
    from collections.abc import Iterable


def _waiting(source: str) -> set[int]:
    """Return the records of a source which the index has not been told of yet."""
    rows = OutboxEntry.objects.filter(source=source).values_list("object_id", flat=True)
    return {int(pk) for pk in rows.distinct() if pk.isdecimal()}


def _keys(source: str, pks: Iterable[int]) -> set[str]:
    return {f"{source}:{pk}" for pk in pks}


def unreadable_keys(user: Any) -> frozenset[str]:
    """Return the keys of search documents that lag behind and are not for this reader.

    A text waits with its files: while it does, those who may not read one of its files
    do not find the text by the words of that file.
    """
    due = Access.objects.filter(tell_at__lte=timezone.now()).values("work")
    texts = _waiting(SEARCH_SOURCE)
    texts |= set(Expression.objects.filter(work__in=due).values_list("pk", flat=True))
    files = _waiting(FILE_SOURCE)
    if not texts and not files:
        return frozenset()
    lagging = Document.objects.filter(
        Q(pk__in=files) | Q(expression__in=texts)
    ).exclude(audience="")
    rows = list(lagging.values_list("pk", "expression"))
    may_read = readable_files(user).filter(pk__in=[pk for pk, _text in rows])
    read_files = set(may_read.values_list("pk", flat=True)) if rows else set()
    readable = Expression.objects.filter(
        pk__in=texts, work__in=Work.objects.open_to(tokens_for(user))
    )
    shut = texts - set(readable.values_list("pk", flat=True))
    shut |= {text for pk, text in rows if pk not in read_files and text in texts}
    shut_files = (files | {pk for pk, _text in rows}) - read_files
    return frozenset(_keys(SEARCH_SOURCE, shut) | _keys(FILE_SOURCE, shut_files))
