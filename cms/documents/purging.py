"""Deletes for good what has lain in the trash for long enough: records and bytes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import appointments_of, capacity_of
from cms.documents import claims, guards
from cms.documents.models import (
    ArchivalCopy,
    Document,
    DocumentVersion,
    document_storage,
)
from cms.documents.sheets import folder_of
from cms.documents.trash import TrashError, may_see_in_trash, records_that_need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.accounts.models import User

DEFAULT_DAYS = 30


def days_in_trash() -> int:
    """Return for how many days a file lies in the trash before it may be purged."""
    return int(getattr(settings, "DOCUMENTS_TRASH_DAYS", DEFAULT_DAYS))


def purgeable_from(document: Document) -> dt.datetime:
    """Return the instant from which a file of the trash may be purged."""
    return (document.trashed_at or timezone.now()) + dt.timedelta(days=days_in_trash())


def is_purger(user: Any) -> bool:
    """An administrator who works here purges."""
    return bool(getattr(user, "is_superuser", False) and appointments_of(user))


def reason_against(user: Any, document: Document) -> str:
    """Say why a person may not purge a file; empty if they may."""
    if not (is_purger(user) and may_see_in_trash(user, document)):
        return _("An administrator purges files.")
    if document.trashed_at is None:
        return _("This file is not in the trash.")
    opens_at = purgeable_from(document)
    if timezone.now() < opens_at:
        when = date_format(timezone.localtime(opens_at), "SHORT_DATETIME_FORMAT")
        return _("It may be purged from %(when)s on.") % {"when": when}
    needs = records_that_need(document)
    if needs:
        return _("This file is needed: %(records)s.") % {"records": ", ".join(needs)}
    return guards.objections(user, [document]).get(document.pk, "")


@transaction.atomic
def purge(*, document: Document, by: User) -> None:
    """Delete a file of the trash for good; what stays is the event, without its name.

    Bytes that another file has as well are kept. Raises TrashError, with a message
    for the person, if it may not be.
    """
    document = Document.with_trash.select_for_update().get(pk=document.pk)
    against = reason_against(by, document)
    if against:
        raise TrashError(against)
    versions = list(document.versions.all())
    stored, hashes = _stored_names(versions), _hashes(versions)
    record_event(
        verb="documents.purged",
        subject=document,
        by=by,
        capacity=capacity_of(by),
        data={
            "reason": document.trash_reason,
            "versions": [{"sha256": v.sha256, "size": v.size} for v in versions],
        },
    )
    # The rows by a query: a version refuses to be deleted by itself.
    DocumentVersion.objects.filter(document=document).delete()
    document.delete()
    transaction.on_commit(lambda: _discard(stored, hashes))


def _holders() -> Iterator[tuple[type[models.Model], str, str]]:
    """Yield model, file field and the way to the version, of whatever is stored.

    Asked of the models, so that what is made from versions later is not forgotten.
    """
    yield DocumentVersion, "file", "pk"
    for relation in DocumentVersion._meta.related_objects:
        model: Any = relation.related_model
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField) and model is not DocumentVersion:
                yield model, field.name, relation.field.name


def _stored_names(versions: list[DocumentVersion]) -> set[str]:
    """Return the stored files of versions and of what was made from them."""
    pks = [version.pk for version in versions]
    found: set[str] = set()
    for model, field, way in _holders():
        rows = model._default_manager.filter(**{f"{way}__in": pks})
        found |= {name for name in rows.values_list(field, flat=True) if name}
    return found


def _hashes(versions: list[DocumentVersion]) -> set[str]:
    """Return the hashes by which pictures of pages are kept."""
    copies = ArchivalCopy.objects.filter(version__in=versions).exclude(sha256="")
    return {v.sha256 for v in versions} | set(copies.values_list("sha256", flat=True))


@transaction.atomic
def _discard_from(folder: str, names: set[str]) -> None:
    """Take files of one folder off the disk, unless somebody has named them since."""
    claims.take_over(folder)
    for model, field, _way in _holders():
        rows = model._default_manager.filter(**{f"{field}__in": names})
        names = names - set(rows.values_list(field, flat=True))
    for name in names:
        document_storage().discard(name)


def _discard(stored: set[str], hashes: set[str]) -> None:
    """Take bytes and pictures off the disk that no other version names."""
    storage = document_storage()
    for folder in {claims.folder_of(name) for name in stored}:
        _discard_from(folder, {n for n in stored if claims.folder_of(n) == folder})
    for sha256 in hashes:
        has_it = (
            DocumentVersion.objects.filter(sha256=sha256).exists()
            or ArchivalCopy.objects.filter(sha256=sha256).exists()
        )
        if not has_it:
            storage.discard_folder(folder_of(sha256))
