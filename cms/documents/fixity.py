"""Reads stored files and says whether their bytes are what was taken in."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from cms.documents.models import FixityState

if TYPE_CHECKING:
    from cms.documents.models import DocumentVersion

State = FixityState.State


class Finding(NamedTuple):
    """How a stored file was found; SHA-256 and size only where it could be read."""

    state: str
    sha256: str = ""
    size: int | None = None


def _forget_in_memory(file: Any) -> None:
    """Let the system forget a file: its copy in memory may be whole, the disk's not.

    Afterwards it keeps what readers asked for in memory, not the whole archive.
    """
    with suppress(AttributeError, OSError):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def digest(file: Any) -> tuple[str, int]:
    """Read a file to its end in pieces; return its SHA-256 and its size in bytes."""
    found = hashlib.file_digest(file, "sha256")
    return found.hexdigest(), file.tell()


def look_at(version: DocumentVersion) -> Finding:
    """Read what is stored for a version; never raises for what it finds."""
    try:
        with version.file.storage.open(str(version.file.name), "rb") as file:
            _forget_in_memory(file)
            sha256, size = digest(file)
            _forget_in_memory(file)
    except FileNotFoundError:
        return Finding(State.MISSING)
    except (OSError, ValueError):
        return Finding(State.UNREADABLE)
    is_whole = (sha256, size) == (version.sha256, version.size)
    return Finding(State.UNCHANGED if is_whole else State.DAMAGED, sha256, size)
