"""What is said about a file beside its bytes, and which of a text's readers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection
from wagtail.permissions import policy_registry
from wagtail.search import index as search_index

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.documents.models import Document
from cms.documents.permissions import may_read_document
from cms.works.openings import FILE_SOURCE, SEARCH_SOURCE
from cms.works.sharing import SharingError, check_may_share, may_share
from search import outbox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cms.accounts.models import User

LONGEST_TAG = 100


class DescribingError(SharingError):
    """Something that cannot be said of a file; ``str()`` of it is for the person."""


def collections_open_to(user: Any) -> QuerySet[Collection]:
    """Return the collections that a person may put files into."""
    policy = policy_registry.get_by_type(Document)
    found: QuerySet[Collection] = policy.collections_user_has_permission_for(
        user, "add"
    )
    return found


def check_may_describe(user: Any, document: Document) -> None:
    """Raise unless a person may change what is said of a file."""
    if document.trashed_at:
        raise DescribingError(_("This file is in the trash. Take it out first."))
    if not may_read_document(user, document):
        raise PermissionDenied(_("You may not read this file."))
    policy = policy_registry.get_by_type(Document)
    if not policy.user_has_permission_for_instance(user, "change", document):
        raise PermissionDenied(_("You may not change this file."))


Changed = dict[str, tuple[str, str]]


@transaction.atomic
def describe(
    *,
    document: Document,
    language: str = "",
    standing: str = "",
    collection: Collection | None = None,
    tags: Iterable[str] = (),
    tags_off: Iterable[str] = (),
    by: User,
) -> Changed:
    """Change what is given, and return it with what it was before.

    Language and standing of a text's file are the text's. Raises DescribingError,
    PermissionDenied.
    """
    document = Document.with_trash.select_for_update(of=("self",)).get(pk=document.pk)
    check_may_describe(by, document)
    changed = _own_words(document, language=language, standing=standing)
    if collection and collection.pk != document.collection_id:
        changed |= _put_into(document, collection, by)
    changed |= _tag(document, set(tags), set(tags_off))
    if not changed:
        return {}
    document.save(update_fields=["language", "standing", "collection"])
    search_index.insert_or_update_object(document)
    data = {name: list(pair) for name, pair in changed.items()}
    _write_down(document, "documents.described", by, data)
    return changed


def _write_down(document: Document, verb: str, by: User, data: Any) -> None:
    record_event(
        verb=verb, subject=document, by=by, capacity=capacity_of(by), data=data
    )


def _own_words(document: Document, **wanted: str) -> Changed:
    changed = {}
    text = document.expression
    for name, value in wanted.items():
        said = getattr(document, name)
        if text is not None:
            said = text.language if name == "language" else text.status
        if not value or value == said:
            continue
        if text is not None:
            raise DescribingError(_("It has the language and standing of its text."))
        changed[name] = (said, value)
        setattr(document, name, value)
    return changed


def _put_into(document: Document, collection: Collection, by: User) -> Changed:
    if not collections_open_to(by).filter(pk=collection.pk).exists():
        raise PermissionDenied(_("You may not put files into this collection."))
    before, document.collection = document.collection, collection
    return {"collection": (str(before), str(collection))}


def _tag(document: Document, on: set[str], off: set[str]) -> Changed:
    before = set(document.tags.names())
    document.tags.add(*(on - before))
    document.tags.remove(*(off & before))
    after = set(document.tags.names())
    if before == after:
        return {}
    return {"tags": (", ".join(sorted(before)), ", ".join(sorted(after)))}


def may_narrow(user: Any, document: Document) -> bool:
    """Tell whether a person says which of its text's readers read a file."""
    text = document.expression
    return text is not None and may_share(user, text.work)


@transaction.atomic
def set_audience(*, document: Document, audience: str, by: User) -> Document:
    """Let fewer of a text's readers read a file of it; empty: all of them again.

    It is said by whoever says who reads the text: of a settled one the Coordinator and
    the Presidency. A file that stands by itself is the Secretariat's, or whose draft
    it was a file of, and is opened by attaching it. Raises DescribingError,
    NotEntitledError, PermissionDenied.
    """
    document = Document.with_trash.select_for_update(of=("self",)).get(pk=document.pk)
    check_may_describe(by, document)
    text, before = document.expression, document.audience
    if text is None:
        raise DescribingError(
            _(
                "It stands by itself and is read by the Secretariat, or by those who "
                "prepared it, until it belongs to a text."
            )
        )
    check_may_share(by, text.work)
    if audience not in ("", *dict(Document._meta.get_field("audience").choices or ())):
        raise DescribingError(_("A file is read by the readers of its text, or fewer."))
    if audience == before:
        return document
    document.audience = audience
    document.save(update_fields=["audience"])
    outbox.put(SEARCH_SOURCE, text.pk)
    outbox.put(FILE_SOURCE, document.pk)
    data = {"before": before, "after": audience}
    _write_down(document, "documents.audience_set", by, data)
    return document


def audience_name(document: Document) -> str:
    """Say who reads a file, in words."""
    if document.expression_id is None:
        owner = document.belongs_to
        return owner.name if owner else str(_("the Secretariat"))
    if not document.audience:
        return str(_("as its text"))
    return str(document.get_audience_display())
