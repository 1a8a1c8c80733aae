"""Writes a package on where it stopped, a piece at a time."""

from __future__ import annotations

import fcntl
import io
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from cms.documents.models import document_storage
from cms.keeping import reach
from cms.keeping.bag import ALGORITHMS, VERSION, BagLostError, BagWriter, Mark, bag_info
from cms.keeping.contents import Contents
from cms.keeping.models import Package, Packaged
from cms.keeping.permissions import may_make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

State = Package.State
# In this order; ``end`` writes the lists of hashes.
STAGES = ("meetings", "works", "files", "end")
_KINDS = {
    "meetings": Packaged.Kind.MEETING,
    "works": Packaged.Kind.WORK,
    "files": Packaged.Kind.FILE,
}
BATCH = 200


class BusyError(Exception):
    """Another process writes this package at this moment."""


class StopPackingError(Exception):
    """It cannot go on; ``why`` is a code of ``Package.Why``."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.why, self.detail = why, detail


def store() -> Path:
    """Return the folder of the packages: private, no address leads to it."""
    own: Path | None = getattr(settings, "KEEPING_ROOT", None)
    if own is not None:
        return Path(own)
    files: Any = document_storage()
    return Path(files.location).parent / "packages"


def folder_of(package: Package) -> Path:
    """Return where a package and what is needed to write it lie."""
    return store() / package.uuid.hex


def zip_of(package: Package) -> Path:
    """Return the package's ZIP."""
    return folder_of(package) / "bag.zip"


@contextmanager
def alone(package: Package) -> Iterator[None]:
    """Let nobody else write meanwhile; a process that dies lets go by itself.

    Raises BusyError if another one is at it.
    """
    folder = folder_of(package)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError from error
        yield


def is_busy(package: Package) -> bool:
    """Tell whether a process of this machine is at a package, however long it takes."""
    try:
        with alone(package):
            return False
    except BusyError:
        return True


def rows_of(package: Package, stage: str) -> QuerySet[Any]:
    """Return what of a stage goes in, in the order of its numbers, not yet written."""
    rows: QuerySet[Any] = {
        "meetings": reach.meetings_for,
        "works": reach.works_for,
        "files": reach.files_for,
    }[stage](package)
    return rows.filter(pk__lte=package.upto.get(stage, 0)).order_by("pk")


def write_on(
    *, package: Package, seconds: float | None = None, records: int | None = None
) -> Package:
    """Write some records more and note how far it is; after the last it is to be read.

    Stops after so many seconds or records. Raises BusyError if another process is at
    it, StopPackingError if its maker may not make it any more, OSError if disk or store
    fail; then what was noted before still counts.
    """
    with alone(package), translation.override("en"):
        row = Package.objects.select_related("made_by", "meeting__body").get(
            pk=package.pk
        )
        if row.state not in (State.WAITING, State.WRITING):
            return row
        if row.made_by and not may_make(row.made_by, row.reach):
            raise StopPackingError(Package.Why.RIGHTS)
        try:
            return _write_piece(row, seconds, records)
        except BagLostError:
            row.begin_anew()
            return _write_piece(row, seconds, records)


def _write_piece(row: Package, seconds: float | None, records: int | None) -> Package:
    until = time.monotonic() + seconds if seconds is not None else None
    with BagWriter(folder_of(row), name=row.name, mark=Mark(**row.mark)) as bag:
        contents = Contents(row, bag)
        if not row.mark:
            contents.readme()
        written = []
        for kind, record in _go_through(row, contents):
            written.append(Packaged(package=row, kind=kind, record=record))
            if records is not None and len(written) >= records:
                break
            if until is not None and time.monotonic() >= until:
                break
        row.faults += contents.faults
        if row.stage == "end":
            _finish(row, bag)
        row.mark = bag.close().as_json()
    row.done += len(written)
    row.moved_at, row.tries = timezone.now(), 0
    row.state = State.CHECKING if row.stage == "end" else State.WRITING
    with transaction.atomic():
        now = Package.objects.select_for_update().get(pk=row.pk)
        if now.state not in (State.WAITING, State.WRITING):
            return now  # cancelled meanwhile
        Packaged.objects.bulk_create(written, batch_size=500)
        row.save()
    bag.forget_before()
    return row


def _go_through(row: Package, contents: Contents) -> Iterator[tuple[str, int]]:
    """Write record after record from where the row stands; move the row on."""
    put: dict[str, Any] = {
        "meetings": contents.meeting,
        "works": contents.work,
        "files": contents.free_file,
    }
    for stage in STAGES[STAGES.index(row.stage) : -1]:
        if row.stage != stage:
            row.stage, row.after = stage, 0
        while batch := list(rows_of(row, stage).filter(pk__gt=row.after)[:BATCH]):
            for record in batch:
                put[stage](record)
                row.after = record.pk
                yield _KINDS[stage], record.pk
    row.stage, row.after = "end", 0


def _finish(row: Package, bag: BagWriter) -> None:
    """Write the lists of hashes and what the package is."""
    now = timezone.now()
    for name, path in bag.manifests():
        with path.open("rb") as content:
            bag.add_tag(name, content, size=path.stat().st_size, at=now)
    tags = {"bagit.txt": VERSION, "bag-info.txt": bag_info(_said_of(row, bag))}
    for name, text in tags.items():
        bag.add_tag(name, io.BytesIO(text.encode()), size=len(text.encode()), at=now)
    lists = {f"tagmanifest-{a}.txt": bag.tag_manifest(a) for a in ALGORITHMS}
    for name, text in lists.items():
        bag.add_tag(name, io.BytesIO(text.encode()), size=len(text), at=now)


def _said_of(row: Package, bag: BagWriter) -> list[tuple[str, str]]:
    site = getattr(settings, "WAGTAIL_SITE_NAME", "")
    said = [
        ("Source-Organization", getattr(settings, "CONFERENCE_NAME", site)),
        ("External-Identifier", f"urn:uuid:{row.uuid}"),
        ("External-Description", f"Holds {row.get_reach_display()}."),
        ("Holds", row.reach),
        ("Bagging-Date", f"{timezone.localdate()}"),
        ("Payload-Oxum", f"{bag.mark.octets}.{bag.mark.streams}"),
        ("Bag-Software-Agent", "cms.keeping"),
    ]
    if row.meeting:
        said += [("Meeting", row.meeting.name), ("Meeting-Dates", row.meeting.dates)]
    if row.faults:
        said.append(("Files-Not-Whole", str(row.faults)))
    return said
