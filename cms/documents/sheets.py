"""Pictures and text layers of single pages: made when first asked for, then kept.

They lie in the store under ``views/`` by the SHA-256 of what was drawn; deleting them
costs nothing but the time to make them again.
"""

from __future__ import annotations

import fcntl
import json
import logging
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from django.core.cache import cache
from django.core.files import File

from cms.documents import child
from cms.documents.models import ArchivalCopy, DocumentVersion, document_storage
from cms.documents.readers.layer import Layer, is_layer
from cms.documents.tasks import scratch_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

log = logging.getLogger(__name__)

WIDTHS = (800, 1600)
THUMBNAIL = 200
# Thumbnails are made by the strip, as they are looked at.
STRIP = 12
SECONDS = 20
# How many are drawn at once on this machine, and how long a reader waits for a turn.
AT_ONCE, PATIENCE_S = 2, 8.0
# A page that cannot be drawn is not tried by every reader who comes.
FORGET_FAILURE_S = 600
MODULE = "cms.documents.readers.sheets"


class BusyError(Exception):
    """Others are being drawn; in a moment it is this one's turn."""


class Drawn(NamedTuple):
    """A PDF whose pages are shown."""

    path: str
    sha256: str
    pages: int
    is_original: bool

    @property
    def folder(self) -> str:
        """Where its pictures are kept in the store."""
        return folder_of(self.sha256)


def folder_of(sha256: str) -> str:
    """Return the folder of the pictures of a file, by its hash."""
    return f"views/{sha256[:2]}/{sha256}"


class Kept:
    """A file of the store that has no record of its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def size(self) -> int:
        """Return its bytes; raises OSError if it is gone."""
        return document_storage().size(self.name)

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Open it."""
        opened: IO[bytes] = document_storage().open(self.name, mode)
        return opened


def drawn_from(version: DocumentVersion) -> Drawn | None:
    """Return the PDF that shows a version: itself, or its archival copy.

    None for a faulty one: what is drawn is kept under the hash of the whole file.
    """
    if version.is_faulty:
        return None
    if version.kind == "pdf":
        pages = version.pages.count()
        return Drawn(version.file.path, version.sha256, pages, True) if pages else None
    copy: ArchivalCopy | None = getattr(version, "archival_copy", None)
    if copy is None or not copy.file:
        return None
    return Drawn(copy.file.path, copy.sha256, copy.pages, False)


def sheet(drawn: Drawn, page: int, width: int) -> Kept | None:
    """Return a page's picture in one of the widths; None where none can be made.

    Raises BusyError.
    """
    name = f"p{page}-{width}.webp"
    if not _have(drawn, [name]):
        if width == THUMBNAIL:
            first = (page - 1) // STRIP * STRIP + 1
            strip = range(first, min(first + STRIP, drawn.pages + 1))
            _make(drawn, list(strip), [name])
        if not _have(drawn, [name]):
            _make(drawn, [page], [name])
    return Kept(f"{drawn.folder}/{name}") if _have(drawn, [name]) else None


def layer(drawn: Drawn, page: int) -> Layer | None:
    """Return the words of a page with their places; None where there are none.

    The pictures are made at the same time: they are wanted next. Raises BusyError.
    """
    names = [f"p{page}.json", *(f"p{page}-{width}.webp" for width in WIDTHS)]
    if not _have(drawn, names[:1]):
        _make(drawn, [page], names)
    with suppress(OSError, ValueError), Kept(f"{drawn.folder}/{names[0]}").open() as f:
        found = json.load(f)
        return found if is_layer(found) else None
    return None


def _have(drawn: Drawn, names: Sequence[str]) -> bool:
    storage = document_storage()
    return all(storage.exists(f"{drawn.folder}/{name}") for name in names)


def _make(drawn: Drawn, pages: list[int], wanted: Sequence[str]) -> None:
    """Let a child draw what is wanted of some pages, and keep what it made."""
    mark = f"sheets-{drawn.sha256}-{pages[0]}-{pages[-1]}-{wanted[0]}"
    if cache.get(mark):
        return
    is_strip = wanted[0].endswith(f"-{THUMBNAIL}.webp")
    widths = [THUMBNAIL] if is_strip else WIDTHS
    with _turn(), tempfile.TemporaryDirectory(dir=scratch_dir()) as scratch:
        if _have(drawn, wanted):
            return
        arguments = [f"--folder={scratch}", f"--pages={','.join(map(str, pages))}"]
        arguments.append(f"--widths={','.join(map(str, widths))}")
        if not is_strip:
            arguments.append("--layer")
        said, failure = child.ask(
            MODULE, [*arguments, "--", drawn.path], seconds=SECONDS
        )
        _keep(drawn, Path(scratch), said)
    if not _have(drawn, wanted):
        log.warning("Pages %s of %s cannot be drawn: %s", pages, drawn.path, failure)
        cache.set(mark, True, FORGET_FAILURE_S)


def _keep(drawn: Drawn, scratch: Path, said: list[dict[str, Any]]) -> None:
    """Store the files that a child made, if they lie where they should."""
    for record in said:
        name = Path(str(record.get("picture") or record.get("layer") or "")).name
        path = scratch / name
        if name and path.is_file() and not path.is_symlink():
            with path.open("rb") as made:
                document_storage().save(f"{drawn.folder}/{name}", File(made))


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one of the machine's few turns; raises BusyError."""
    folder = (scratch_dir() or Path(tempfile.gettempdir())) / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + PATIENCE_S
    while True:
        for number in range(AT_ONCE):
            with (folder / str(number)).open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue
                yield
                return
        if time.monotonic() > until:
            raise BusyError
        time.sleep(0.1)
