"""Curated collections as readers find them: which there are, and what is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import NullIf

from cms.catalogue.alphabet import sort_key
from cms.catalogue.listing import Listing, listed
from cms.catalogue.questions import SORTS, lost
from cms.works.audiences import tokens_for
from cms.works.collecting import may_curate
from cms.works.models import CollectionEntry, CuratedCollection, Work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cms.catalogue.models import SavedListing
    from cms.works.models import WorkQuerySet

CURATED = ("curated", *SORTS)


class Found(NamedTuple):
    """A collection, and how many of its works the person may read; None: a filter."""

    collection: CuratedCollection
    number: int | None


def found_by(user: Any) -> list[Found]:
    """Return the collections that a person finds, by name.

    One put together by hand is found by whoever may read a work of it; who curates
    finds all.
    """
    readable = Work.objects.open_to(tokens_for(user))
    shown = CuratedCollection.objects.select_related("listing").annotate(
        number=Count("entries", filter=Q(entries__work__in=readable))
    )
    if not may_curate(user):
        shown = shown.filter(is_shown=True).filter(
            Q(number__gt=0) | Q(listing__isnull=False)
        )
    return [
        Found(each, None if hasattr(each, "listing") else each.number)
        for each in sorted(shown, key=lambda each: sort_key(each.name))
    ]


def may_find(user: Any, collection: CuratedCollection) -> bool:
    """Tell whether a person finds a collection."""
    if may_curate(user):
        return True
    if not collection.is_shown:
        return False
    return hasattr(collection, "listing") or collection.works_for(user).exists()


def _found_by_filter(saved: SavedListing, user: Any) -> WorkQuerySet:
    """Return what a saved filter finds; nothing where the reader may not know it.

    A filter that names only what a reader may not see, a meeting for instance, would
    otherwise narrow nothing and list everything.
    """
    found = listed(user=user, data=saved.data)
    if lost(saved.data, found.question):
        return Work.objects.none()
    return found.works.order_by()


def works_of(collection: CuratedCollection, user: Any) -> WorkQuerySet:
    """Return what a collection holds for a person, each with its ``place``."""
    entries = CollectionEntry.objects.filter(collection=collection)
    within = Q(pk__in=entries.values("work"))
    saved: SavedListing | None = getattr(collection, "listing", None)
    if saved:
        within |= Q(pk__in=_found_by_filter(saved, user).values("pk"))
    place = entries.filter(work=OuterRef("pk")).values(at=NullIf("position", 0))
    return Work.objects.filter(within).annotate(place=Subquery(place))


def listed_in(
    collection: CuratedCollection, *, user: Any, data: Mapping[str, Any]
) -> Listing:
    """Return the works of a collection as ``listed`` does, in the curator's order."""
    works = works_of(collection, user)
    return listed(user=user, data=data, works=works, sorts=CURATED)


def public_listing(
    collection: CuratedCollection, data: Mapping[str, Any]
) -> Listing | None:
    """Return what everybody reads of a collection; None if nobody finds it."""
    everybody = AnonymousUser()
    if not may_find(everybody, collection):
        return None
    return listed_in(collection, user=everybody, data=data)
