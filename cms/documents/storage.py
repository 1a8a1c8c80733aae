"""Storage for files that never change: named by their content, never overwritten."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

CHUNK = 1024 * 1024


def _are_same(target: Path, content: Any) -> bool:
    """Compare a stored file with bytes; one that cannot be read is not the same."""
    content.seek(0, os.SEEK_END)
    size = content.tell()
    content.seek(0)
    try:
        if target.stat().st_size != size:
            return False
        with target.open("rb") as stored:
            while piece := stored.read(CHUNK):
                if piece != content.read(len(piece)):
                    return False
    except OSError:
        return False
    return True


class ImmutableStorage(FileSystemStorage):
    """A file store outside MEDIA_ROOT, with no address of its own.

    The name of a version holds its SHA-256, so the same name means the same bytes:
    writing it again keeps the file that is there, and Wagtail's habit of deleting a
    replaced file does nothing here.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"base_url": None, **options})

    def deconstruct(self) -> Any:
        """Say how it is made in words that a queue takes: Wagtail queues deletions."""
        path, args, options = super().deconstruct()
        return path, args, {name: str(value) for name, value in options.items()}

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name: it belongs to this content and no other."""
        return name

    def _save(self, name: str, content: Any) -> str:
        """Put a file in whole or not at all, whenever the process dies.

        A file that is there with the same bytes is kept; a stump, or one that was
        damaged since, is replaced.
        """
        target = Path(self.path(name))
        if target.is_file() and _are_same(target, content):
            return name
        content.seek(0)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as scratch:
            try:
                shutil.copyfileobj(content, scratch, CHUNK)
                scratch.flush()
                os.fsync(scratch.fileno())
                Path(scratch.name).chmod(0o640)
                Path(scratch.name).replace(target)
            except BaseException:
                Path(scratch.name).unlink(missing_ok=True)
                raise
        return name

    def delete(self, name: str) -> None:
        """Keep the file: a version stays for as long as its record does."""

    def discard(self, name: str) -> None:
        """Take a file off the disk, with its folder if nothing else is in it."""
        path = Path(self.path(name))
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()

    def discard_folder(self, name: str) -> None:
        """Take a folder off the disk with all that is in it."""
        shutil.rmtree(self.path(name), ignore_errors=True)

    def url(self, name: str | None) -> str:
        """Refuse: files are served by views that ask who is reading."""
        msg = "Files of the archive have no direct address"
        raise NotImplementedError(msg)
