"""Every write to saved listings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.catalogue.listing import listed
from cms.catalogue.models import SavedListing
from cms.conference.permissions import capacity_of
from cms.works.collecting import keep_collection, may_curate
from cms.works.sharing import NotEntitledError, SharingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cms.accounts.models import User
    from cms.works.models import CuratedCollection

LONGEST_QUERY = SavedListing._meta.get_field("query").max_length or 0


def _check(by: User) -> None:
    if not may_curate(by):
        raise NotEntitledError(_("Collections are made by the Secretariat."))


def _write_down(collection: CuratedCollection, verb: str, by: User, query: str) -> None:
    record_event(
        verb=verb,
        subject=collection,
        by=by,
        capacity=capacity_of(by),
        data={"collection": collection.slug, "filter": query},
    )


@transaction.atomic
def keep_listing(
    *,
    data: Mapping[str, Any],
    collection: CuratedCollection | None = None,
    fields: dict[str, Any] | None = None,
    by: User,
) -> SavedListing:
    """Let a collection hold whatever a filter finds, now and later.

    The collection is a new one of these ``fields``, unless one is given; a filter
    that it had is replaced. Raises NotEntitledError; SharingError where nothing is
    chosen, where too much is, or if the new collection's address is another one's.
    """
    _check(by)
    query = listed(user=by, data=data).question.filter_query
    if not query:
        raise SharingError(_("Choose at least one filter: this one narrows nothing."))
    if len(query) > LONGEST_QUERY:
        raise SharingError(_("This filter is too long to be kept."))
    kept = collection or keep_collection(fields=fields or {}, by=by)
    saved, _is_new = SavedListing.objects.update_or_create(
        collection=kept, defaults={"query": query, "kept_by": by}
    )
    _write_down(kept, "catalogue.listing_kept", by, query)
    return saved


@transaction.atomic
def drop_listing(*, saved: SavedListing, by: User) -> None:
    """Take a collection's filter off; what was put in by hand stays.

    Raises NotEntitledError.
    """
    _check(by)
    collection, query = saved.collection, saved.query
    saved.delete()
    _write_down(collection, "catalogue.listing_dropped", by, query)
