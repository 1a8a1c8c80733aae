"""Every write to curated collections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference.permissions import is_secretariat
from cms.works.models import CollectionEntry, CuratedCollection, Work
from cms.works.permissions import may_read
from cms.works.sharing import NotEntitledError, SharingError, write_down

if TYPE_CHECKING:
    from cms.accounts.models import User

FIELDS = ("name_en", "name_es", "slug", "description_en", "description_es")
LAST_PLACE = 9999


def may_curate(user: Any) -> bool:
    """Tell whether a person makes and fills collections: the Secretariat does."""
    return is_secretariat(user)


def _check(by: User) -> None:
    if not may_curate(by):
        raise NotEntitledError(_("Collections are made by the Secretariat."))


@transaction.atomic
def keep_collection(
    *, collection: CuratedCollection | None = None, fields: dict[str, Any], by: User
) -> CuratedCollection:
    """Make a collection, or change its names, description and address.

    Readers find it unless ``is_shown`` among the fields says no. Raises
    NotEntitledError, and SharingError if another one has that address.
    """
    _check(by)
    is_new = collection is None
    kept = collection or CuratedCollection(created_by=by)
    for name in FIELDS:
        setattr(kept, name, fields.get(name, ""))
    kept.is_shown = fields.get("is_shown", kept.is_shown)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise SharingError(_("Another collection has this address.")) from error
    verb = "works.collection_made" if is_new else "works.collection_changed"
    write_down(kept, verb, by, slug=kept.slug)
    return kept


@transaction.atomic
def add_to_collection(
    *, collection: CuratedCollection, work: Work, by: User
) -> CollectionEntry:
    """Put a work into a collection; one that is there already stays as it is.

    Raises NotEntitledError unless ``by`` curates and may read the work.
    """
    _check(by)
    if not may_read(by, work):
        raise NotEntitledError(_("You may not read this text."))
    entry, is_new = CollectionEntry.objects.get_or_create(
        collection=collection,
        work=work,
        defaults={"added_at": timezone.now(), "added_by": by},
    )
    if is_new:
        write_down(work, "works.collected", by, collection=collection.slug)
    return entry


@transaction.atomic
def remove_from_collection(*, entry: CollectionEntry, by: User) -> None:
    """Take a work out of a collection; raises NotEntitledError."""
    _check(by)
    work, slug = entry.work, entry.collection.slug
    entry.delete()
    write_down(work, "works.uncollected", by, collection=slug)


@transaction.atomic
def place_in_collection(*, entry: CollectionEntry, place: int, by: User) -> None:
    """Give a work its place in a collection; 0 takes the place back.

    Raises NotEntitledError, and SharingError for a place that there is not.
    """
    _check(by)
    if not 0 <= place <= LAST_PLACE:
        raise SharingError(
            _("A place is a number from 1 to %(last)d.") % {"last": LAST_PLACE}
        )
    if entry.position == place:
        return
    entry.position = place
    entry.save(update_fields=["position"])
    slug = entry.collection.slug
    write_down(entry.work, "works.placed", by, collection=slug, place=place)
