"""Uploads whose bytes the archive has already, and what may be made of them.

Only of what the person may read: that another file has the same bytes is told to
nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.documents.actions import create_document
from cms.documents.models import Document, DocumentVersion
from cms.documents.policy import readable_versions
from cms.documents.restoring import checked_bytes

if TYPE_CHECKING:
    from cms.accounts.models import User

# More files with the same bytes are not listed.
MOST = 10


def known_versions(user: Any, sha256: str) -> list[DocumentVersion]:
    """Return the files that have these bytes and that a person may read.

    Of each file the newest such version, with its document; at most ``MOST``.
    """
    rows = (
        readable_versions(user)
        .filter(sha256=sha256)
        .select_related("document__expression__work")
        .prefetch_related("document__versions")
        .order_by("document", "-number")
    )
    found: dict[int, DocumentVersion] = {}
    for row in rows[: MOST * MOST]:
        found.setdefault(row.document_id, row)
    return list(found.values())[:MOST]


def address_of_choice(version: DocumentVersion, *, name: str, title: str) -> str:
    """Return the screen that offers what may be done with known bytes.

    Nothing has to be sent again: the archive has the bytes.
    """
    said = urlencode({"name": name, "title": title})
    return f"{reverse('files_known', args=[version.pk])}?{said}"


def say(known: list[DocumentVersion], *, name: str, title: str) -> str:
    """Say that an upload is known, as HTML with a link to the choice."""
    first = known[0]
    said = ngettext(
        "The archive has this file already, as “%(title)s”, version %(number)s.",
        "The archive has this file already, %(count)s times; first as “%(title)s”, "
        "version %(number)s.",
        len(known),
    ) % {
        "title": first.document.title,
        "number": first.number,
        "count": len(known),
    }
    return format_html(
        '{} <a href="{}">{}</a>',
        said,
        address_of_choice(first, name=name, title=title),
        _("Go to it, take it as a new version, or keep it as a file of its own"),
    )


def is_newest(version: DocumentVersion) -> bool:
    """Tell whether the newest version of its file has these bytes."""
    current = version.document.current
    return current is not None and current.sha256 == version.sha256


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
