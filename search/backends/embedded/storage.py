"""Where the index lies: versions in directories, a pointer to the current one.

<path>/<schema hash>-<number>/   one whole index
<path>/current                   the name of the one that answers
<path>/writer.lock               held, by the kernel, as long as a writer lives
"""

import fcntl
import os
import re
import shutil
from pathlib import Path

from search.backends.embedded.schema import schema_hash
from search.errors import EngineBusyError, IndexMissingError

_name = re.compile(r"[0-9a-f]{8}-\d+")


class Versions:
    """The versions of an index under one path."""

    def __init__(self, path: Path) -> None:
        """Take the directory of all versions; it need not exist yet."""
        self._path = path
        self._pointer = path / "current"

    def current(self) -> Path:
        """Return the directory that answers; raise `IndexMissingError` if none does."""
        try:
            name = self._pointer.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            msg = "There is no search index yet."
            raise IndexMissingError(msg) from None
        if not _name.fullmatch(name) or not (self._path / name).is_dir():
            msg = f"The current search index, {name[:40]!r}, is not there."
            raise IndexMissingError(msg)
        if not name.startswith(f"{schema_hash()}-"):
            msg = "The search index is of another version."
            raise IndexMissingError(msg)
        return self._path / name

    def fresh(self) -> Path:
        """Make the directory of a new version."""
        numbers = [int(each.name.partition("-")[2]) for each in self._every()]
        directory = self._path / f"{schema_hash()}-{max(numbers, default=0) + 1}"
        directory.mkdir(parents=True)
        return directory

    def point_to(self, directory: Path) -> None:
        """Let this version answer from now on; readers see the old or the new name."""
        draft = self._path / "current.new"
        with draft.open("w", encoding="ascii") as file:
            file.write(directory.name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._pointer)
        _sync(self._path)

    def sweep(self) -> None:
        """Delete all versions but the current one; whoever still reads them may."""
        current = self.current()
        for directory in self._every():
            if directory != current:
                shutil.rmtree(directory, ignore_errors=True)

    def _every(self) -> list[Path]:
        if not self._path.is_dir():
            return []
        return [each for each in self._path.iterdir() if _name.fullmatch(each.name)]


class WriterLock:
    """At most one process writes; the kernel lets go of the lock when it dies."""

    def __init__(self, path: Path) -> None:
        """Take the directory of all versions."""
        self._path = path
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock, or raise `EngineBusyError`; taking it twice is once."""
        if self._file is not None:
            return
        self._path.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        file = os.open(self._path / "writer.lock", flags, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            msg = "Another process writes the search index; only one may."
            raise EngineBusyError(msg) from None
        self._file = file

    def release(self) -> None:
        """Let others write."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _sync(directory: Path) -> None:
    """Make a rename last through a loss of power."""
    file = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
