"""Files that are here already, as far as the person who sends one may know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F
from wagtail.permissions import policy_registry

from cms.documents.actions import is_replaceable
from cms.documents.models import Document, DocumentVersion
from cms.documents.policy import readable_versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.documents.models import Upload

# More are not helpful to choose from.
SHOWN = 5


class Copy(NamedTuple):
    """A file that is here, and what the person may do with the new bytes."""

    document: Document
    version: DocumentVersion
    is_same: bool
    may_replace: bool


def may_add_version(user: User, document: Document) -> bool:
    """Tell whether a person may give this file a new version now."""
    policy = policy_registry.get_by_type(Document)
    may = policy.user_has_permission_for_instance(user, "change", document)
    return may and is_replaceable(document)


def copies_of(upload: Upload, *, user: User) -> list[Copy]:
    """Return files with the same bytes, then those of the same name.

    Only files that the person may read: of the others nothing is said, not even that
    there are any.
    """
    return copies_of_all([upload], user=user)[upload.pk]


def copies_of_all(uploads: Iterable[Upload], *, user: User) -> dict[object, list[Copy]]:
    """Return the copies of several files, in a few queries for all of them."""
    wanted = list(uploads)
    found: dict[object, list[Copy]] = {each.pk: [] for each in wanted}
    if not wanted:
        return found
    versions = _versions([u.sha256 for u in wanted], [u.name for u in wanted], user)
    for each in wanted:
        same = {v.document_id: v for v in versions if v.sha256 == each.sha256}
        alike = {
            v.document_id: v
            for v in versions
            if v.name == each.name and v.document_id not in same
        }
        for group, is_same in ((same, True), (alike, False)):
            for version in list(group.values())[:SHOWN]:
                found[each.pk].append(_copy(version, is_same, each, user))
    return found


def _versions(hashes: list[str], names: list[str], user: User) -> list[DocumentVersion]:
    """Return versions with these bytes, and newest versions with these names."""
    open_to = readable_versions(user).select_related("document__expression__work")
    same = list(open_to.filter(sha256__in=[h for h in hashes if h]).order_by("number"))
    # Of a file that has another name by now the old one is no hint.
    alike = open_to.filter(name__in=names, document__file=F("file"))
    return [*same, *alike.order_by("-document_id", "number")]


def _copy(version: DocumentVersion, is_same: bool, upload: Upload, user: User) -> Copy:
    document = version.document
    is_newest = document.file.name == version.file.name
    may = not (is_same and is_newest) and may_add_version(user, document)
    return Copy(document, version, is_same, may)
