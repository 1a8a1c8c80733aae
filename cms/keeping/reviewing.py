"""Looks every day for what falls due, and tells who keeps the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cms.distribution.actions import notify
from cms.documents.fixity_rounds import keepers
from cms.documents.models import Document
from cms.keeping.due import files_due, works_due
from cms.keeping.models import Review
from cms.keeping.reach import files_open_to, works_open_to
from cms.works import tokens
from cms.works.models import Work

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

FALLS_DUE = "keeping.falls_due"


def _works(day: dt.date) -> QuerySet[Work]:
    """Return those that the Secretariat reads: drafts of others are theirs alone."""
    return works_due(day).filter(
        pk__in=Work.objects.open_to({tokens.SECRETARIAT}).values("pk")
    )


def _files(day: dt.date) -> QuerySet[Document]:
    return files_due(day).filter(belongs_to__isnull=True)


@transaction.atomic
def look_for_what_is_due(day: dt.date | None = None) -> Review | None:
    """Note how much is due; tell the keepers if something is that was not before.

    Once for each day; None if it was looked for already.
    """
    day = day or timezone.localdate()
    if Review.objects.filter(day__gte=day).exists():
        return None
    works, files = _works(day), _files(day)
    before = Review.objects.first()
    new_works, new_files = works, files
    if before:
        new_works = works.exclude(pk__in=_works(before.day).values("pk"))
        new_files = files.exclude(pk__in=_files(before.day).values("pk"))
    review = Review.objects.create(day=day, works=works.count(), files=files.count())
    new = new_works.count() + new_files.count()
    if new:
        counts = {"works": review.works, "files": review.files, "new": new}
        notify(
            people=keepers(),
            kind=FALLS_DUE,
            subject=review,
            context=counts,
            key=f"review {review.pk}",
        )
    return review


def list_for(user: object, day: dt.date) -> tuple[QuerySet[Work], QuerySet[Document]]:
    """Return works and files that fall due and that a person may read."""
    works = works_due(day).filter(pk__in=works_open_to(user).values("pk"))
    files = files_due(day).filter(pk__in=files_open_to(user).values("pk"))
    return (
        works.select_related("meeting__body", "retention")
        .prefetch_related("expressions__page")
        .order_by("created_at", "pk"),
        files.select_related("retention")
        .prefetch_related("versions")
        .order_by("created_at", "pk"),
    )
