"""Puts a good copy in the place of a stored file that was damaged or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_keeper
from cms.documents.fixity import digest, look_at
from cms.documents.fixity_rounds import write_states
from cms.documents.models import FixityState, document_storage
from cms.documents.permissions import may_read_document
from cms.documents.sheets import folder_of

if TYPE_CHECKING:
    from pathlib import Path

    from cms.accounts.models import User
    from cms.documents.models import DocumentVersion


class WrongCopyError(ValueError):
    """Not the bytes that were taken in; ``str()`` of it is for the person."""


def may_mend(user: Any, version: DocumentVersion) -> bool:
    """A keeper mends files that they may read."""
    return is_keeper(user) and may_read_document(user, version.document)


def put_back(*, version: DocumentVersion, content: Any, by: User | None) -> None:
    """Store the bytes of a version anew, and look at them again.

    ``by`` is None for the machine's administrator at the command line. Raises
    PermissionDenied, and WrongCopyError if the SHA-256 is another one: what a version
    says never changes.
    """
    if by is not None and not may_mend(by, version):
        raise PermissionDenied
    content.seek(0)
    if digest(content) != (version.sha256, version.size):
        raise WrongCopyError(
            _("This is another file: its SHA-256 is not the one that was written down.")
        )
    version.file.storage.save(version.file.name, File(content))
    # What was drawn from the damaged bytes, before anybody knew.
    document_storage().discard_folder(folder_of(version.sha256))
    with transaction.atomic():
        write_states([(version, look_at(version))], timezone.now())
        record_event(
            verb="documents.copy_put_back",
            subject=version.document,
            by=by,
            capacity=capacity_of(by),
            data={"version": version.number, "sha256": version.sha256},
        )


def put_back_from(folder: Path) -> list[DocumentVersion]:
    """Mend what a backup of the store holds whole; return the versions mended."""
    mended = []
    faulty = FixityState.objects.faulty().select_related("version__document")
    for state in faulty.order_by("version_id"):
        version = state.version
        copy = folder / str(version.file.name)
        try:
            with copy.open("rb") as content:
                put_back(version=version, content=content, by=None)
        except (OSError, WrongCopyError):
            continue
        mended.append(version)
    return mended
