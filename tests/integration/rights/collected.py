"""The curated collection of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from cms.works import collecting
from cms.works.models.collections import CollectionEntry

if TYPE_CHECKING:
    from tests.integration.rights.objects import Makers


def collection(made: Makers) -> None:
    """Put every work into one collection, whoever may read it."""
    names = {"name_en": "All", "name_es": "Todo", "slug": "all"}
    by = made.people["editor"]
    made.collection = collecting.keep_collection(fields=names, by=by)
    works = [thing.work for thing in made.things.values() if thing.work]
    CollectionEntry.objects.bulk_create(
        CollectionEntry(
            collection=made.collection, work=work, added_by=by, added_at=timezone.now()
        )
        for work in works
    )
