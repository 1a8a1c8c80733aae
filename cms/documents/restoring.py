"""Puts an older version in front again, as a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.documents.actions import add_version, check_replaceable
from cms.documents.fixity import digest

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.documents.models import DocumentVersion


class CannotRestoreError(ValueError):
    """A version that is not put in front; ``str()`` of it is for the person."""


def checked_bytes(version: DocumentVersion) -> Any:
    """Open the stored bytes; CannotRestoreError if they are not what was taken in."""
    try:
        content = version.file.open("rb")
        if digest(content) == (version.sha256, version.size):
            return content
        content.close()
    except OSError as error:
        raise CannotRestoreError(_damaged()) from error
    raise CannotRestoreError(_damaged())


def _damaged() -> str:
    return _("The stored bytes of this version are missing or damaged.")


def restore_version(
    *, version: DocumentVersion, note: str = "", by: User | None
) -> DocumentVersion:
    """Add an older version's bytes as the newest version; the older one stays.

    Raises CannotRestoreError if that would change nothing or its bytes are not whole,
    and FixedFileError if the file is not replaced any more.
    """
    current = version.document.current
    if current and current.sha256 == version.sha256:
        raise CannotRestoreError(_("The newest version has the same content already."))
    check_replaceable(version.document)
    with checked_bytes(version) as content:
        return add_version(
            document=version.document,
            content=content,
            name=version.name,
            note=note,
            restored_from=version,
            by=by,
        )
