"""The PDF/A beside a version: made from it by LibreOffice, or found to be itself."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction

from cms.documents import child, claims
from cms.documents.archiving_tasks import make_archival_copy
from cms.documents.fixity import digest
from cms.documents.models import ArchivalCopy, Derived, DocumentPage, document_storage
from cms.documents.readers import office, pdfa
from cms.documents.tasks import scratch_dir

if TYPE_CHECKING:
    from cms.documents.models import DocumentVersion

MODULE = "cms.documents.readers.office"
PROGRAMS = ("soffice", "libreoffice")
SECONDS = 150
# LibreOffice reserves far more addresses than it uses memory.
MEMORY_MB = 4096
# Kinds of which something is said or made.
KINDS = office.KINDS | {"pdf"}

State = Derived.State


def program() -> str | None:
    """Return the path of the machine's LibreOffice."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def after_reading(*, version: DocumentVersion) -> None:
    """Have the copy of a file that was read made; one that is there is kept.

    Called in the transaction that keeps what was read. Of a file that no reader takes
    no copy is made either: it may be a bomb.
    """
    if version.kind not in KINDS or version.text_state not in {"done", "partly"}:
        return
    copy = ArchivalCopy.objects.filter(version=version).first()
    if copy is None or copy.state != State.DONE:
        begin(version=version)
    elif copy.file:
        _hang_picture(version)


def begin(*, version: DocumentVersion) -> None:
    """Put the making of the copy in the worker's queue."""
    ArchivalCopy.objects.update_or_create(
        version=version, defaults={"state": State.WAITING, "error": ""}
    )
    make_archival_copy.enqueue(version_id=version.pk)


def make(*, version: DocumentVersion) -> ArchivalCopy:
    """Make the copy, or say why there is none; one that is made stays as it is."""
    copy = ArchivalCopy.objects.get(version=version)
    if copy.state == State.DONE:
        return copy
    if version.kind == "pdf":
        claim = pdfa.claim_of(Path(version.file.path))
        return _write(copy, state=State.DONE, error="", conformance=claim)
    found = program()
    if found is None:
        return _write(copy, state=State.ABSENT, error="no_office")
    copy = _write(copy, state=State.RUNNING, error="")
    with tempfile.TemporaryDirectory(dir=scratch_dir()) as scratch:
        said, failure = child.ask(
            MODULE,
            [
                f"--program={found}",
                f"--kind={version.kind}",
                f"--folder={scratch}",
                "--",
                str(Path(version.file.path)),
            ],
            seconds=SECONDS,
            memory_mb=MEMORY_MB,
        )
        return _taken(copy, Path(scratch), said[-1] if said else {}, failure)


def _write(copy: ArchivalCopy, **fields: Any) -> ArchivalCopy:
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def _taken(
    copy: ArchivalCopy, scratch: Path, said: dict[str, Any], failure: str
) -> ArchivalCopy:
    """Keep what the child made, if it is what was asked for."""
    made, pages = scratch / "paper.pdf", said.get("pages")
    if failure or not made.is_file() or made.is_symlink():
        return _write(copy, state=State.FAILED, error=failure or "crashed")
    claim = pdfa.claim_of(made)
    if not claim or not isinstance(pages, int) or not 0 < pages <= office.MAX_PAGES:
        return _write(copy, state=State.FAILED, error="no_pdfa")
    with made.open("rb") as content:
        sha = digest(content)[0]
    with transaction.atomic():
        _store(copy, made, f"archival/{sha[:2]}/{sha}.pdf")
        _store_picture(copy, scratch / Path(str(said.get("picture") or "none")).name)
        _hang_picture(copy.version, said.get("size"))
        return _write(
            copy,
            state=State.DONE,
            error="",
            sha256=sha,
            size=made.stat().st_size,
            pages=pages,
            conformance=claim,
            made_by="LibreOffice",
        )


def _store(copy: ArchivalCopy, made: Path, name: str) -> None:
    claims.claim(name)
    with made.open("rb") as content:
        copy.file.name = document_storage().save(name, File(content))


def _store_picture(copy: ArchivalCopy, picture: Path) -> None:
    if not picture.is_file() or picture.is_symlink():
        return
    name = _picture_name(copy.version)
    claims.claim(name)
    with picture.open("rb") as content:
        document_storage().save(name, File(content))


def _picture_name(version: DocumentVersion) -> str:
    return f"{version.sha256[:2]}/{version.sha256}/p1.webp"


def _hang_picture(version: DocumentVersion, size: Any = None) -> None:
    """Give the first page of a file that cannot be drawn the picture of its copy."""
    name = _picture_name(version)
    page = DocumentPage.objects.filter(version=version, number=1, picture="").first()
    if page is None or not document_storage().exists(name):
        return
    page.picture.name = name
    if isinstance(size, list) and len(size) == 2 and all(0 < s < 1e5 for s in size):
        page.width, page.height = (max(1, round(side)) for side in size)
    page.save(update_fields=["picture", "width", "height"])
