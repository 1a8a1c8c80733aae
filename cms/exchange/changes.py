"""When a description last changed, for whoever asks what is new: one expression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils import timezone

from cms.audit.models import Event
from cms.documents.models import Document, DocumentVersion
from cms.works import tokens
from cms.works.models import Access, Work

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

SUBJECT = Work._meta.label_lower
# What changes a description; what only insiders are told of changes nothing of it.
TOLD = (
    *("works.adopted", "works.received", "works.recorded", "works.audience_set"),
    *("works.superseded", "works.supersedes", "works.symbol_corrected"),
    *("documents.attached", "documents.detached"),
)


def _last(rows: QuerySet[Any], key: str, field: str) -> Subquery:
    """Return the latest of a field among the rows of one work."""
    found = rows.order_by().values(key).annotate(last=Max(field)).values("last")
    return Subquery(found)


def changed_at() -> Any:
    """Return the instant at which a settled work last changed for everybody.

    Settled, superseded, narrowed or opened, given another symbol; a file added,
    taken off or put into the trash. A file with fewer readers is not told of.
    """
    key, now = OuterRef("pk"), timezone.now()
    events = Event.objects.filter(
        subject_type=SUBJECT, subject_id=Cast(key, CharField()), verb__in=TOLD
    )
    files = Q(document__expression__work=key, document__audience="")
    versions = DocumentVersion.objects.filter(files)
    trash = Document.with_trash.filter(expression__work=key, audience="")
    public = Access.objects.filter(work=key, token=tokens.PUBLIC)
    settled = F("settled_at")
    stamps = (
        _last(events, "subject_id", "at"),
        _last(versions, "document__expression__work", "created_at"),
        _last(trash, "expression__work", "trashed_at"),
        _last(public.filter(opens_at__lte=now), "work", "opens_at"),
        _last(public.filter(closes_at__lte=now), "work", "closes_at"),
    )
    return Greatest(settled, *(Coalesce(each, settled) for each in stamps))


def changes_of(keys: Iterable[int]) -> dict[int, dt.datetime]:
    """Return when each of some settled works last changed, by its key."""
    works = Work.objects.settled().filter(pk__in=list(keys))
    found = works.order_by().annotate(changed=changed_at())
    return dict(found.values_list("pk", "changed"))
