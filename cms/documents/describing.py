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
from cms.conference.permissions import capacity_of, is_coordinator, may_decide
from cms.documents.models import Document
from cms.documents.permissions import may_read_document, owner_token
from cms.works.audiences import tokens_for
from cms.works.openings import FILE_SOURCE, SEARCH_SOURCE
from cms.works.sharing import NotEntitledError, SharingError, may_share
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


def audiences_for(document: Document) -> list[tuple[str, Any]]:
    """Return who may be named as readers of a file; empty: its text's, or its own."""
    field = "audience" if document.expression_id else "opened_to"
    nobody_else = (
        _("all readers of its text") if document.expression_id else _("nobody else")
    )
    named: Any = Document._meta.get_field(field)
    return [("", nobody_else), *(named.choices or ())]


def audience_of(document: Document) -> str:
    """Return the audience of a file, of either kind."""
    return document.audience if document.expression_id else document.opened_to


def may_share_file(user: Any, document: Document) -> bool:
    """Tell whether a person says who reads a file.

    Of a text's file whoever says who reads the text. Of one that stands by itself the
    Coordinator and the Presidency, as of a settled text, if it is theirs to read.
    """
    text = document.expression
    if text is not None:
        return may_share(user, text.work)
    is_theirs = owner_token(document) in tokens_for(user)
    return is_theirs and (is_coordinator(user) or may_decide(user))


@transaction.atomic
def set_audience(*, document: Document, audience: str, by: User) -> Document:
    """Say who reads a file: fewer of its text's readers, or all of them again.

    One that stands by itself is opened to the members or to everybody, beside those
    whose it is; attached to a text, it follows that. Raises DescribingError,
    NotEntitledError, PermissionDenied.
    """
    document = Document.with_trash.select_for_update(of=("self",)).get(pk=document.pk)
    check_may_describe(by, document)
    before = audience_of(document)
    if not may_share_file(by, document):
        raise NotEntitledError(_("At this moment it is not yours to say who reads it."))
    if audience not in dict(audiences_for(document)):
        raise DescribingError(_why_not(document))
    if audience == before:
        return document
    field = "audience" if document.expression_id else "opened_to"
    setattr(document, field, audience)
    document.save(update_fields=[field])
    if document.expression_id:
        outbox.put(SEARCH_SOURCE, document.expression_id)
        outbox.put(FILE_SOURCE, document.pk)
    data = {"before": before, "after": audience}
    _write_down(document, "documents.audience_set", by, data)
    return document


def _why_not(document: Document) -> str:
    if document.expression_id:
        return _("A file is read by the readers of its text, or fewer.")
    return _(
        "A file that stands by itself is opened to the member states or to everybody."
    )


def audience_name(document: Document) -> str:
    """Say who reads a file, in words."""
    if document.expression_id:
        named = document.get_audience_display()
        return str(named) if named else _("as its text")
    owner = document.belongs_to
    said = owner.name if owner else _("the Secretariat")
    opened = document.get_opened_to_display()
    return f"{said}, {opened}" if opened else said
