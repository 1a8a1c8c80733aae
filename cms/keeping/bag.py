"""A bag (RFC 8493) inside a ZIP, written a piece at a time.

Python's ``zipfile`` appends by writing over the ZIP's directory, which stands at the
end; killed meanwhile it leaves no ZIP. So the directory of the last whole piece is kept
beside it, and whoever goes on puts it back first. Files are never held in memory; the
ZIP's directory is (about 0.5 kB for each file in the package).
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from dataclasses import asdict, dataclass, field
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

CHUNK = 1024 * 1024
ALGORITHMS = ("sha256", "sha512")
VERSION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# No compressed file is compressed again.
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED


class BagLostError(Exception):
    """What was written before is no longer there; the package begins anew."""


@dataclass
class Mark:
    """Up to where a bag is whole, in bytes; kept in the package's row."""

    # Where the ZIP's directory begins; None: nothing has been written.
    directory_at: int | None = None
    octets: int = 0
    streams: int = 0
    manifests: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as the row keeps it."""
        return asdict(self)


def bag_info(said: list[tuple[str, str]]) -> str:
    """Write the lines of bag-info.txt; a value stays on one line."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in said)


class BagWriter:
    """Adds files to a bag; ``with BagWriter(…) as bag: … ; mark = bag.close()``."""

    def __init__(self, folder: Path, *, name: str, mark: Mark) -> None:
        self.folder, self.name, self.mark = folder, name, mark
        self.path = folder / "bag.zip"
        self._tags: dict[str, dict[str, str]] = {}

    def __enter__(self) -> Self:
        """Go back to where the bag was whole; BagLostError if that is not there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        is_new = self.mark.directory_at is None
        try:
            self._go_back()
            self._file: IO[bytes] = self.path.open("w+b" if is_new else "r+b")
        except FileNotFoundError as error:
            raise BagLostError from error
        self._zip = zipfile.ZipFile(self._file, "w" if is_new else "a")
        self._manifests: dict[str, IO[str]] = {
            each: self._manifest(each).open("a", encoding="utf-8")
            for each in ALGORITHMS
        }
        return self

    def __exit__(self, kind: Any, *_error: Any) -> None:
        """Let go of the files; without ``close`` nothing of this piece counts."""
        self._file.close()
        for manifest in self._manifests.values():
            manifest.close()
        # The ZIP would otherwise write its directory when it is forgotten.
        self._zip.fp = None

    def _manifest(self, algorithm: str) -> Path:
        return self.folder / f"manifest-{algorithm}.part"

    def _tail(self, at: int) -> Path:
        return self.folder / f"directory-{at}.part"

    def _go_back(self) -> None:
        at = self.mark.directory_at
        if at is not None:
            kept = self._tail(at).read_bytes()
            with self.path.open("r+b") as file:
                file.seek(at)
                file.write(kept)
                file.truncate()
        for algorithm in ALGORITHMS:
            with self._manifest(algorithm).open("ab") as file:
                file.truncate(self.mark.manifests.get(algorithm, 0))

    def _entry(self, path: str, *, at: dt.datetime, way: int) -> zipfile.ZipInfo:
        # A ZIP knows no year before 1980 and no zone.
        stamp = max(at.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        entry = zipfile.ZipInfo(f"{self.name}/{path}", stamp)
        entry.compress_type = way
        entry.external_attr = 0o644 << 16
        return entry

    def _write(
        self, path: str, content: IO[bytes], *, size: int, at: dt.datetime, way: int
    ) -> tuple[dict[str, str], int]:
        digests = {each: hashlib.new(each) for each in ALGORITHMS}
        entry = self._entry(path, at=at, way=way)
        entry.file_size = size  # decides on ZIP64
        written = 0
        with self._zip.open(entry, "w") as target:
            while piece := content.read(CHUNK):
                target.write(piece)
                written += len(piece)
                for digest in digests.values():
                    digest.update(piece)
        return {name: digest.hexdigest() for name, digest in digests.items()}, written

    def add(
        self,
        path: str,
        content: IO[bytes],
        *,
        size: int,
        at: dt.datetime,
        way: int = STORED,
    ) -> str:
        """Put a file into the payload at ``data/PATH``; return its SHA-256."""
        path = f"data/{path}"
        found, written = self._write(path, content, size=size, at=at, way=way)
        for algorithm, file in self._manifests.items():
            file.write(f"{found[algorithm]}  {path}\n")
        self.mark.octets += written
        self.mark.streams += 1
        return found["sha256"]

    def add_tag(self, path: str, content: IO[bytes], *, size: int, at: Any) -> None:
        """Put a file beside the payload; ``finish`` lists its hashes."""
        self._tags[path], _written = self._write(
            path, content, size=size, at=at, way=DEFLATED
        )

    def manifests(self) -> list[tuple[str, Path]]:
        """Return the lists of the payload's hashes, whole up to now."""
        for file in self._manifests.values():
            file.flush()
        return [(f"manifest-{each}.txt", self._manifest(each)) for each in ALGORITHMS]

    def tag_manifest(self, algorithm: str) -> str:
        """Write the list of the tag files' hashes."""
        return "".join(
            f"{hashes[algorithm]}  {path}\n" for path, hashes in self._tags.items()
        )

    def close(self) -> Mark:
        """Make what was added count, on the disk; return up to where it is whole."""
        self._zip.close()
        at = self._zip.start_dir
        _sync(self._file)
        self._file.seek(at)
        tail = self._tail(at)
        with tail.open("wb") as file:
            file.write(self._file.read())
            _sync(file)
        for algorithm, file_ in self._manifests.items():
            _sync(file_)
            self.mark.manifests[algorithm] = self._manifest(algorithm).stat().st_size
        self.mark.directory_at = at
        return self.mark

    def forget_before(self) -> None:
        """Remove the directories of earlier pieces, once the row names this one."""
        kept = self._tail(self.mark.directory_at or 0)
        for each in self.folder.glob("directory-*.part"):
            if each != kept:
                each.unlink()


def _sync(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())
