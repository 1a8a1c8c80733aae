"""The bytes of unfinished files, in the store's private folder.

A piece counts once the disk has it: only then is the offset written down. Whoever is
killed in between leaves a tail that the next piece overwrites.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import hashlib
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from django.http import UnreadablePostError

from cms.documents.models import document_storage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.documents.models import Upload

FOLDER = "incoming"
SUFFIX = ".part"
CHUNK = 64 * 1024  # bytes
ALGORITHMS = ("sha1", "sha256")


class HeldError(Exception):
    """Another process writes or reads these bytes at this moment."""


class TooMuchError(ValueError):
    """More bytes came than were announced; those are kept."""


class UnknownChecksumError(ValueError):
    """The checksum is of no algorithm offered, or no checksum at all."""


class ChecksumError(ValueError):
    """The piece was changed on its way; nothing of it is kept."""


class Checksum(NamedTuple):
    """What a client says of its piece."""

    algorithm: str
    digest: bytes

    @classmethod
    def read(cls, said: str) -> Checksum | None:
        """Read an ``Upload-Checksum`` header; raises UnknownChecksumError."""
        if not said:
            return None
        algorithm, _space, encoded = said.strip().partition(" ")
        if algorithm not in ALGORITHMS or not encoded:
            raise UnknownChecksumError
        try:
            return cls(algorithm, base64.b64decode(encoded, validate=True))
        except (binascii.Error, ValueError) as error:
            raise UnknownChecksumError from error


def folder() -> Path:
    """Return the folder; no address leads to it."""
    storage: Any = document_storage()
    return Path(storage.path(FOLDER))


def path_of(upload: Upload) -> Path:
    """Return where the bytes of an upload lie."""
    return folder() / f"{upload.pk.hex}{SUFFIX}"


@contextmanager
def held(upload: Upload) -> Iterator[IO[bytes]]:
    """Hold the bytes of an upload against every other process; a death lets go.

    Raises HeldError at once if another holds them.
    """
    path = path_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HeldError from error
        yield file


def append(
    file: IO[bytes], content: Any, *, at: int, most: int, checksum: Checksum | None
) -> tuple[int, OSError | ValueError | None]:
    """Write what comes after byte ``at``; return the new offset and what went wrong.

    Without a checksum whatever arrived before a connection broke is kept, and so is
    what fitted on a disk that is full. With one the piece is kept whole or not at all.
    """
    file.truncate(at)
    file.seek(at)
    digest = (
        hashlib.new(checksum.algorithm, usedforsecurity=False) if checksum else None
    )
    reached: int = at
    trouble: OSError | ValueError | None = None
    try:
        for chunk in _chunks(content, most - at):
            reached += _write(file, chunk)
            if digest:
                digest.update(chunk)
    except UnreadablePostError:
        pass  # the client has gone; what came counts
    except (OSError, TooMuchError) as error:
        trouble = error
    if checksum and digest and digest.digest() != checksum.digest:
        reached, trouble = at, trouble or ChecksumError()
    try:
        file.truncate(reached)
        os.fsync(file.fileno())
    except OSError as error:
        return at, error
    return reached, trouble


def _chunks(content: Any, most: int) -> Iterator[bytes]:
    """Yield what comes, up to what was announced."""
    while chunk := content.read(CHUNK):
        yield chunk[:most]
        most -= len(chunk)
        if most < 0:
            raise TooMuchError


def _write(file: IO[bytes], chunk: bytes) -> int:
    """Write all of a chunk; raises OSError where the disk takes no more."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[file.write(rest) :]
    return len(chunk)


def forget(upload: Upload) -> None:
    """Remove the bytes; that they are gone already is no error."""
    path_of(upload).unlink(missing_ok=True)


def all_there() -> Iterator[Path]:
    """Yield the files of the folder."""
    with suppress(FileNotFoundError):
        yield from sorted(folder().glob(f"*{SUFFIX}"))
