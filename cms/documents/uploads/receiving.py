"""Files on their way in: begun, and gone on with piece by piece."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from cms.accounts.models import User
from cms.documents import actions as documents
from cms.documents.models import Document, Upload
from cms.documents.policy import may_upload
from cms.documents.readers.kinds import EXTENSIONS, in_words
from cms.documents.sizes import largest_file
from cms.documents.uploads import limits, pieces

if TYPE_CHECKING:
    from django.db.models import QuerySet

State = Upload.State
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class LimitError(ValueError):
    """Too large or too much at once; ``str()`` of it is for the person."""


class KindError(ValueError):
    """A file of a kind that is not taken; ``str()`` of it is for the person."""


class DiskFullError(OSError):
    """The disk takes no more; what was received before is kept."""


class NotNowError(ValueError):
    """The upload is in no state for this; ``str()`` of it is for the person."""


def places_for(user: Any) -> QuerySet[Collection]:
    """Return the collections to which a person may add."""
    policy = policy_registry.get_by_type(Document)
    places: QuerySet[Collection] = policy.collections_user_has_permission_for(
        user, "add"
    )
    return places


def uploads_of(user: Any) -> QuerySet[Upload]:
    """Return a person's own uploads that are still kept."""
    return Upload.objects.filter(owner=user, expires_at__gt=timezone.now())


def _check_kind(name: str) -> None:
    """Refuse by its name what would be refused by its bytes, before it is sent."""
    if Path(name).suffix.lower() not in EXTENSIONS:
        raise KindError(
            _("Files of this kind are not taken. These are: %(kinds)s.")
            % {"kinds": in_words()}
        )


def _check_room(size: int, by: User) -> None:
    """Raise LimitError or DiskFullError where a file of this size finds no room."""
    if size > largest_file():
        raise LimitError(
            _("The file is too large: a file may have at most %(most)s MB.")
            % {"most": largest_file() // limits.MIB}
        )
    used = Upload.objects.filter(owner=by, state__in=Upload.UNSETTLED).aggregate(
        files=Count("pk"), size=Sum("size")
    )
    if used["files"] >= limits.open_files():
        raise LimitError(
            _("You have too many unfinished files. Finish or remove some of them.")
        )
    if (used["size"] or 0) + size > limits.open_bytes():
        raise LimitError(
            _("Your unfinished files are too large together. Finish or remove some.")
        )
    pieces.folder().mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(pieces.folder()).free
    if free - size < limits.room_left_free():
        raise DiskFullError(errno.ENOSPC, "No room left")


@transaction.atomic
def begin(
    *, name: str, size: int, collection: Collection | None = None, by: User
) -> Upload:
    """Begin to receive a file of ``size`` bytes.

    Raises PermissionDenied, KindError and LimitError (with a sentence for the person),
    DiskFullError.
    """
    if not may_upload(by):
        raise PermissionDenied
    if collection is None:
        collection = places_for(by).order_by("path").first()
    elif not places_for(by).filter(pk=collection.pk).exists():
        raise PermissionDenied
    safe = documents.safe_name(name)
    _check_kind(safe)
    # One at a time for each person, so that two pages do not both take the last room.
    User.objects.select_for_update().get(pk=by.pk)
    _check_room(size, by)
    now = timezone.now()
    return Upload.objects.create(
        owner=by,
        name=safe,
        title=_title(name, safe),
        size=size,
        collection=collection,
        moved_at=now,
        expires_at=now + limits.time_to_go_on(),
    )


def shown(name: str) -> str:
    """Return a file's name as it can be shown: no folders, no control signs."""
    base = Path(name.replace("\\", "/")).name
    return "".join(c for c in base if c.isprintable())


def _title(name: str, safe: str) -> str:
    """Return a title made of the file's name, whole where that was cut."""
    return (Path(shown(name)).stem.strip(". ") or Path(safe).stem)[:255]


def go_on(
    *, upload: Upload, at: int, content: Any, checksum: pieces.Checksum | None = None
) -> Upload:
    """Add what comes after byte ``at`` and keep it; return the upload as it is then.

    Raises HeldError, NotNowError where it goes on elsewhere, DiskFullError,
    ChecksumError, TooMuchError; what was received before is kept each time. Raises
    Upload.DoesNotExist if it was dropped.
    """
    with pieces.held(upload) as file:
        row = Upload.objects.get(pk=upload.pk)
        if row.state != State.RECEIVING or at != row.offset:
            msg = f"It goes on at {row.offset}"
            raise NotNowError(msg)
        at = min(at, Path(pieces.path_of(row)).stat().st_size)
        row.offset, trouble = pieces.append(
            file, content, at=at, most=row.size, checksum=checksum
        )
        _note(row)
    if trouble is not None:
        raise _said(trouble)
    return row


def _note(row: Upload) -> None:
    """Write down how far it came.

    Raises Upload.DoesNotExist if its owner has dropped it meanwhile: whoever gives a
    transfer up says so while its last piece still arrives.
    """
    row.moved_at = timezone.now()
    row.expires_at = row.moved_at + limits.time_to_go_on()
    if row.is_whole:
        row.state = State.RECEIVED
    keep_if_there(row, "offset", "moved_at", "expires_at", "state")


def keep_if_there(row: Upload, *fields: str) -> None:
    """Save some fields; Upload.DoesNotExist if its owner has dropped it meanwhile."""
    values = {field: getattr(row, field) for field in fields}
    if not Upload.objects.filter(pk=row.pk).update(**values):
        raise Upload.DoesNotExist


def _said(trouble: OSError | ValueError) -> OSError | ValueError:
    if isinstance(trouble, OSError) and trouble.errno in FULL:
        return DiskFullError(*trouble.args)
    return trouble
