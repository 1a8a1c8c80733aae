"""Wagtail's rights on files, held to the rule of who may read them.

Wagtail asks one policy for its list of documents, its chooser and its forms. This one
takes away whatever a person may not read, superusers included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry

from cms.documents.models import Document, DocumentVersion
from cms.documents.permissions import may_read_document, owner_token
from cms.works import tokens
from cms.works.audiences import tokens_for
from cms.works.models import Work, WorkAudience

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet


def _narrowed_to_members(held: Collection[str]) -> set[str]:
    """Return the tokens of texts whose files for members these holders read."""
    wide = {t for t in held if t != tokens.PUBLIC and not t.startswith(tokens.MEETING)}
    if tokens.MEMBERS in held:
        wide.add(tokens.PUBLIC)
        wide |= {
            t
            for t in held
            if t.startswith(tokens.MEETING) and tokens.both(tokens.MEMBERS, t) in held
        }
    return wide


def readable_files(user: Any) -> QuerySet[Document]:
    """Return the files that a person may read now; ``file_tokens`` as one query."""
    return Document.objects.filter(_readable(user))


def readable_versions(user: Any) -> QuerySet[DocumentVersion]:
    """Return the versions of the files that a person may read now."""
    return DocumentVersion.objects.filter(document__in=readable_files(user))


def readable_among(user: Any, document_ids: Iterable[int]) -> set[int]:
    """Return which of some files a person may read: those that a list may name."""
    found = readable_files(user).filter(pk__in=list(document_ids))
    return set(found.values_list("pk", flat=True))


def readable_in_trash(user: Any) -> QuerySet[Document]:
    """Return the files of the trash that a person could read before."""
    return Document.with_trash.filter(_readable(user), trashed_at__isnull=False)


def _own(held: Collection[str]) -> Q:
    """Return which files without a text are the holders' own."""
    parties = {t for t in held if t.startswith(tokens.PARTY)}
    own = Q(belongs_to__in=[int(t.removeprefix(tokens.PARTY)) for t in parties])
    return own | Q(belongs_to__isnull=True) if tokens.SECRETARIAT in held else own


def _readable(user: Any) -> Q:
    held = tokens_for(user)
    few = {
        t
        for t in held
        if t == tokens.SECRETARIAT or t.startswith((tokens.TERM, tokens.GRANTED))
    }
    own = {t for t in held if t.startswith(tokens.PARTY)}
    preparing = [int(t.removeprefix(tokens.PARTY)) for t in own]
    prepared = Work.objects.open_to(own).filter(prepared_by__in=preparing)
    readers = {
        "": Q(expression__work__in=Work.objects.open_to(held)),
        WorkAudience.MEMBERS: Q(
            expression__work__in=Work.objects.open_to(_narrowed_to_members(held))
        ),
        WorkAudience.STEERING: Q(expression__work__in=Work.objects.open_to(few))
        | Q(expression__work__in=prepared),
    }
    free = _own(held) | Q(opened_to=WorkAudience.PUBLIC)
    if tokens.MEMBERS in held:
        free |= Q(opened_to=WorkAudience.MEMBERS)
    found = Q(expression__isnull=True) & free
    for audience, who in readers.items():
        found |= Q(audience=audience) & who
    return found


def is_own(user: Any, document: Document) -> bool:
    """Tell whether a file without a text is a person's to change."""
    return owner_token(document) in tokens_for(user)


class FilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy, less what may not be read."""

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Document
    ) -> bool:
        """Ask who may read the file first; one with a version is never deleted.

        A file without a text that was opened to others is theirs to read, no more.

        The database keeps every version, so Wagtail is not to offer what must fail.
        """
        wanted = set(actions)
        if "delete" in wanted and instance.versions.exists():
            wanted.remove("delete")
        if not wanted or not may_read_document(user, instance):
            return False
        is_free = instance.expression_id is None
        if is_free and "choose" not in wanted and not is_own(user, instance):
            return False
        return bool(
            super().user_has_any_permission_for_instance(user, wanted, instance)
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> Any:
        """Leave out what may not be read; for deleting, whatever has a version."""
        files = super().instances_user_has_any_permission_for(user, actions)
        if set(actions) == {"delete"}:
            files = files.filter(versions__isnull=True)
        readable = readable_files(user)
        if "choose" not in actions:  # what is opened to many is changed by few
            mine = Q(expression__isnull=False) | _own(tokens_for(user))
            readable = readable.filter(mine)
        return files.filter(pk__in=readable.values("pk"))


class FilesAdminAPI(DocumentsAdminAPIViewSet):
    """Wagtail's API of the admin, which asks no policy of its own."""

    def get_queryset(self) -> Any:
        """Leave out what may not be read."""
        files = readable_files(self.request.user)
        return super().get_queryset().filter(pk__in=files.values("pk"))


def may_change(user: Any, document: Document) -> bool:
    """Tell whether a person may change this very file: the collection decides."""
    policy = policy_registry.get_by_type(Document)
    return bool(policy.user_has_permission_for_instance(user, "change", document))


def may_upload(user: Any) -> bool:
    """Tell whether a person may add files at all."""
    return _may(user, "add")


def works_with_files(user: Any) -> bool:
    """Tell whether a person changes files: has them read again, uses the trash."""
    return _may(user, "change")


def _may(user: Any, action: str) -> bool:
    policy = policy_registry.get_by_type(Document)
    return bool(policy.user_has_permission(user, action))
