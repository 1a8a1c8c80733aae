"""Unpacks a bag and lets the ``bagit`` library say whether it is whole."""

from __future__ import annotations

import logging
import shutil
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.documents.fixity import digest
from cms.keeping.bag import CHUNK
from cms.keeping.library import bagit
from cms.keeping.models import Package
from cms.keeping.packing import StopPackingError, alone, folder_of, store, zip_of
from cms.keeping.times import kept_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# It tells of every file that is not as listed; the package's state says enough.
logging.getLogger("bagit").setLevel(logging.CRITICAL)
MOST_DETAIL = 500
# What ``zipfile`` raises for damaged, encrypted, unknown or too short ones.
UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


class NoBagError(ValueError):
    """What was given is no bag that can be read; ``str()`` of it is for the person."""


def _is_inside(name: str, folder: Path) -> bool:
    """Tell whether a name in a ZIP leads to a place inside a folder."""
    return "\\" not in name and (folder / name).resolve().is_relative_to(
        folder.resolve()
    )


def _unpack(file: zipfile.ZipFile, folder: Path, tick: Callable[[int], object]) -> None:
    """Unpack a ZIP; raises NoBagError for one that would write elsewhere or burst."""
    free = shutil.disk_usage(folder).free
    entries = file.infolist()
    if sum(entry.file_size for entry in entries) > free:
        raise NoBagError(_("There is not enough room on the disk to unpack it."))
    for entry in entries:
        if not _is_inside(entry.filename, folder):
            raise NoBagError(_("It holds a file that would be written elsewhere."))
        if entry.is_dir():
            continue
        target = folder / entry.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        written = 0
        with file.open(entry) as source, target.open("wb") as copy:
            while piece := source.read(CHUNK):
                written += len(piece)
                if written > entry.file_size:
                    raise NoBagError(_("It is not as long as it says."))
                copy.write(piece)
        tick(1)


@contextmanager
def unpacked(
    path: Path,
    *,
    beside: Path | None = None,
    tick: Callable[[int], object] | None = None,
) -> Iterator[Path]:
    """Give the folder of a bag: ``path`` itself, or a ZIP of one, unpacked meanwhile.

    Raises NoBagError for what is neither.
    """
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(dir=beside, prefix="unpacked-") as scratch:
        folder = Path(scratch)
        try:
            with zipfile.ZipFile(path) as file:
                _unpack(file, folder, tick or (lambda _n: None))
        except UNREADABLE as error:
            raise NoBagError(_("It is no ZIP that can be read.")) from error
        inside = [each for each in folder.iterdir() if each.is_dir()]
        if len(inside) != 1:
            raise NoBagError(_("It does not hold one folder with a bag in it."))
        yield inside[0]


def validate(folder: Path) -> dict[str, str]:
    """Let ``bagit`` read every file of a bag; return its bag-info.txt.

    Raises NoBagError with what it found.
    """
    try:
        bag = bagit.Bag(str(folder))
        bag.validate()
    except (bagit.BagError, ValueError, OSError) as error:
        raise NoBagError(str(error)[:MOST_DETAIL]) from error
    return {str(label): str(value) for label, value in bag.info.items()}


def read_back(
    *, package: Package, tick: Callable[[int], object] | None = None
) -> Package:
    """Unpack a written package, have it read, and call it ready.

    Raises BusyError if another process is at it, StopPackingError if it is not what
    was written, OSError if the disk fails.
    """
    with alone(package):
        row = Package.objects.get(pk=package.pk)
        if row.state != Package.State.CHECKING:
            return row
        for left in folder_of(row).glob("unpacked-*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        path = zip_of(row)
        try:
            with unpacked(path, beside=folder_of(row), tick=tick) as folder:
                validate(folder)
        except NoBagError as error:
            raise StopPackingError(Package.Why.INVALID, str(error)) from error
        return _call_ready(row, path)


def _call_ready(row: Package, path: Path) -> Package:
    with path.open("rb") as file:
        sha256, size = digest(file)
    now = timezone.now()
    with transaction.atomic():
        row = Package.objects.select_for_update().get(pk=row.pk)
        if row.state != Package.State.CHECKING:
            return row
        row.size, row.sha256 = size, sha256
        row.state, row.moved_at, row.ended_at = Package.State.READY, now, now
        row.kept_until = kept_until(now)
        row.save()
        record_event(
            verb="keeping.package_ready",
            subject=row,
            by=None,
            data={"sha256": sha256, "size": row.size, "records": row.done},
        )
    _forget_parts(row)
    return row


def _forget_parts(row: Package) -> None:
    for part in folder_of(row).glob("*.part"):
        part.unlink()


def take_away(package: Package) -> None:
    """Remove the files of a package."""
    folder = folder_of(package)
    if folder.parent == store():
        shutil.rmtree(folder, ignore_errors=True)
