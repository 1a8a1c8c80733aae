"""Deletes for good what has lain in the trash for long enough: records and bytes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import appointments_of, capacity_of
from cms.documents.models import Document, DocumentPage, DocumentVersion
from cms.documents.trash import TrashError, may_see_in_trash, records_that_need

if TYPE_CHECKING:
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
    return ""


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
    pictures = DocumentPage.objects.filter(version__in=versions).exclude(picture="")
    stored = {str(version.file.name) for version in versions}
    drawn = set(pictures.values_list("picture", flat=True))
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
    transaction.on_commit(lambda: _discard(stored, drawn))


def _discard(stored: set[str], drawn: set[str]) -> None:
    """Take bytes and pictures off the disk that no other version names."""
    versions = DocumentVersion.objects.filter(file__in=stored)
    pages = DocumentPage.objects.filter(picture__in=drawn)
    kept = set(versions.values_list("file", flat=True))
    kept |= set(pages.values_list("picture", flat=True))
    storage: Any = DocumentVersion._meta.get_field("file").storage
    for name in (stored | drawn) - kept:
        storage.discard(name)
