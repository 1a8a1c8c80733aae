"""Files that are here already, as far as the person who sends one may know.

Told of are files that the person may read, and those of the trash that they may take
out again; of the others nothing is said, not even that there are any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.permissions import policy_registry

from cms.documents.actions import create_document, is_replaceable
from cms.documents.models import Document, DocumentVersion
from cms.documents.policy import (
    readable_in_trash,
    readable_versions,
    works_with_files,
)
from cms.documents.restoring import checked_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cms.accounts.models import User
    from cms.documents.models import Upload

# More are not helpful to choose from.
SHOWN = 5


class Copy(NamedTuple):
    """A file that is here, and what the person may do with the new bytes."""

    document: Document
    version: DocumentVersion
    is_same: bool
    # Not where these bytes are the newest already, nor in the trash.
    may_replace: bool

    @property
    def is_in_trash(self) -> bool:
        """It was put away, and may be taken out again."""
        return self.document.trashed_at is not None

    @property
    def is_newest(self) -> bool:
        """The newest version of its file has these bytes."""
        return self.document.file.name == self.version.file.name


def may_add_version(user: User, document: Document) -> bool:
    """Tell whether a person may give this file a new version now."""
    policy = policy_registry.get_by_type(Document)
    may = policy.user_has_permission_for_instance(user, "change", document)
    return may and is_replaceable(document)


def copies_of(upload: Upload, *, user: User) -> list[Copy]:
    """Return files with the same bytes, then those of the same name."""
    return copies_of_all([upload], user=user)[upload.pk]


def copies_of_all(uploads: Iterable[Upload], *, user: User) -> dict[object, list[Copy]]:
    """Return the copies of several files, in a few queries for all of them."""
    wanted = list(uploads)
    if not wanted:
        return {}
    same = _with_bytes({u.sha256 for u in wanted if u.sha256}, user)
    alike = _with_name({u.name for u in wanted}, user)
    changeable = _changeable([*same, *alike], user)
    found: dict[object, list[Copy]] = {}
    for each in wanted:
        of_bytes = _one_each(v for v in same if v.sha256 == each.sha256)
        of_name = _one_each(v for v in alike if v.name == each.name)
        rest = {pk: v for pk, v in of_name.items() if pk not in of_bytes}
        found[each.pk] = [
            _copy(version, is_same, changeable)
            for group, is_same in ((of_bytes, True), (rest, False))
            for version in list(group.values())[:SHOWN]
        ]
    return found


def copies_with(sha256: str, *, user: Any) -> list[Copy]:
    """Return the files that have these bytes; those of the trash come last.

    Of each file the newest such version; at most ``SHOWN``.
    """
    same = list(_one_each(_with_bytes({sha256}, user)).values())[:SHOWN]
    changeable = _changeable(same, user)
    return [_copy(version, True, changeable) for version in same]


def told_versions(user: Any) -> QuerySet[DocumentVersion]:
    """Return the versions that a person is told of when the same bytes are sent."""
    found = readable_versions(user)
    return found | _in_trash(user) if works_with_files(user) else found


def _in_trash(user: Any) -> QuerySet[DocumentVersion]:
    return DocumentVersion.objects.filter(document__in=readable_in_trash(user))


def _with_bytes(hashes: set[str], user: Any) -> list[DocumentVersion]:
    return list(
        told_versions(user)
        .filter(sha256__in=hashes)
        .select_related("document__expression__work")
        .order_by(F("document__trashed_at").asc(nulls_first=True), "document", "number")
    )


def _with_name(names: set[str], user: Any) -> list[DocumentVersion]:
    """Return the newest versions with these names; of an older name there is no hint.

    A file of the trash that only has the name is none that anybody looks for.
    """
    return list(
        readable_versions(user)
        .filter(name__in=names, document__file=F("file"))
        .select_related("document__expression__work")
        .order_by("-document_id", "number")
    )


def _one_each(versions: Iterable[DocumentVersion]) -> dict[int, DocumentVersion]:
    """Return the last of each file, in the order of the files."""
    return {version.document_id: version for version in versions}


def _changeable(versions: list[DocumentVersion], user: Any) -> set[int]:
    """Return which files a person may give a version: ``may_add_version`` for many."""
    numbers = {version.document_id for version in versions}
    if not numbers:
        return set()
    policy = policy_registry.get_by_type(Document)
    files = policy.instances_user_has_permission_for(user, "change")
    return set(files.filter(pk__in=numbers).values_list("pk", flat=True))


def _copy(version: DocumentVersion, is_same: bool, changeable: set[int]) -> Copy:
    document = version.document
    may = document.pk in changeable and is_replaceable(document)
    found = Copy(document, version, is_same, may)
    return found._replace(may_replace=may and not (is_same and found.is_newest))


def address_of_choice(version: DocumentVersion, *, name: str, title: str) -> str:
    """Return the screen that offers what may be done with known bytes.

    Nothing has to be sent again: the archive has the bytes.
    """
    said = urlencode({"name": name, "title": title})
    return f"{reverse('files_known', args=[version.pk])}?{said}"


def say(known: list[Copy], *, name: str, title: str) -> str:
    """Say that an upload is known, as HTML with a link to the choice."""
    first = known[0]
    return format_html(
        '{} <a href="{}">{}</a>',
        _said_of(known),
        address_of_choice(first.version, name=name, title=title),
        _("Take it out of the trash, or keep this one as a file of its own")
        if first.is_in_trash
        else _("Go to it, take it as a new version, or keep it as a file of its own"),
    )


def _said_of(known: list[Copy]) -> str:
    first = known[0]
    words = {
        "title": first.document.title,
        "number": first.version.number,
        "count": len(known),
    }
    if first.is_in_trash:
        return _("The same file lies in the trash, as “%(title)s”.") % words
    return (
        ngettext(
            "The archive has this file already, as “%(title)s”, version %(number)s.",
            "The archive has this file already, %(count)s times; first as "
            "“%(title)s”, version %(number)s.",
            len(known),
        )
        % words
    )


@transaction.atomic
def keep_separately(
    *, version: DocumentVersion, title: str, name: str, by: User | None
) -> Document:
    """Take known bytes in as a free-standing file of their own, on purpose.

    Raises CannotRestoreError if the stored bytes are not whole, UnreadableFile if the
    name does not fit them.
    """
    with checked_bytes(version) as content:
        return create_document(title=title, content=content, name=name, by=by)
