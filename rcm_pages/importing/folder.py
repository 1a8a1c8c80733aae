"""Feeds files and folders through the importer, one paper after another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.conference.models import Meeting
from cms.documents.readers.errors import NOTES, UnreadableFile
from rcm_pages.importing import actions, problems, tracked
from rcm_pages.importing.builder import PAGE_TYPES, NoPlaceError
from rcm_pages.importing.index import with_entry
from rcm_pages.importing.models import Import
from rcm_pages.importing.names import SUFFIXES
from rcm_pages.importing.next_meetings import BODIES
from rcm_pages.importing.outcome import count_lost
from rcm_pages.importing.pairs import sister_of
from rcm_pages.importing.recognition import recognise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cms.accounts.models import User
    from rcm_pages.importing.alignment import Alignment
    from rcm_pages.importing.index import Entry


@dataclass
class Outcome:
    """What became of one file; ``word`` is built, kept, same or failed."""

    path: Path
    word: str
    detail: str = ""
    lost: int = 0
    notes: list[str] = field(default_factory=list)
    doubts: list[dict[str, Any]] = field(default_factory=list)
    """What was not understood: ``code``, ``line`` and ``text``, as in `doubts`."""
    alignment: Alignment | None = None
    """How the paper stands beside its other language, where that was there."""


def papers_in(paths: list[Path]) -> list[Path]:
    """Return the files named, and those of known kinds in the folders named, sorted."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                p
                for p in path.rglob("*")
                if p.suffix.lower() in SUFFIXES and not p.is_dir()
            )
        else:
            found.append(path)
    return found


def meeting_of(result: dict[str, Any]) -> Meeting | None:
    """Find the meeting that a paper names: by body and ordinal, else by its dates."""
    meetings = Meeting.objects.filter(body__code=BODIES.get(result["body"], "vm"))
    if result["ordinal"]:
        return meetings.filter(ordinal=result["ordinal"]).first()
    if result["starts_on"]:
        return meetings.filter(starts_on=result["starts_on"], precision="day").first()
    return None


def import_papers(
    paths: list[Path],
    *,
    meeting: Meeting | None = None,
    index: Mapping[str, Entry] | None = None,
    build: bool,
    by: User | None,
) -> Iterator[Outcome]:
    """Import files one by one; each is whole or not at all, so a stop loses nothing.

    A file whose bytes were imported before is left alone, and not even read. Without
    ``build`` the paper waits for review, and so does one of which something that a page
    needs was not recognised. ``index`` tells more of the files by their names. The text
    of the file itself is read by the worker.
    """
    for path in papers_in(paths):
        entry = (index or {}).get(path.name)
        try:
            yield _one(path, meeting=meeting, entry=entry, build=build, by=by)
        except UnreadableFile as error:
            yield Outcome(path, "failed", str(error.message))
        except OSError as error:
            yield Outcome(path, "failed", error.strerror or str(error))


def _one(
    path: Path,
    *,
    meeting: Meeting | None,
    entry: Entry | None,
    build: bool,
    by: User | None,
) -> Outcome:
    known = actions.find_same(_sha256(path))
    if known is not None and known.state in (Import.State.REVIEW, Import.State.DONE):
        return _same(path, known)
    # Tracked changes that were settled before are read as they were settled.
    how = tracked.how(known.result) if known else {}
    said = with_entry(recognise(path, name=path.name, **how), entry)
    target = meeting or meeting_of(said["result"])
    with transaction.atomic():
        return _kept(path, said, meeting=target, build=build, by=by)


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _same(path: Path, record: Import) -> Outcome:
    told = _("imported before (%(number)s)") % {"number": record.pk}
    return Outcome(path, "same", told)


def _kept(
    path: Path,
    said: dict[str, Any],
    *,
    meeting: Meeting | None,
    build: bool,
    by: User | None,
) -> Outcome:
    with path.open("rb") as content:
        try:
            record = actions.take_in(
                meeting=meeting, content=content, name=path.name, queue=False, by=by
            )
        except problems.AlreadyImportedError as error:
            record = error.existing
            if record.state in (Import.State.REVIEW, Import.State.DONE):
                return _same(path, record)
    record = actions.keep_recognition(record=record, said=said)
    sister = sister_of(record)
    alignment = sister.alignment if sister else None
    word, detail = _finish(record, build=build, by=by)
    return Outcome(
        path,
        word,
        detail,
        lost=count_lost(record.source_lines, record.result),
        notes=[str(NOTES[note]) for note in said["notes"] if note in NOTES],
        doubts=list(record.result.get("doubts", [])),
        alignment=alignment,
    )


def _finish(record: Import, *, build: bool, by: User | None) -> tuple[str, str]:
    """Make the page if it is wanted and can be made; say which, in a word and more."""
    waits = _("import %(number)s waits for review") % {"number": record.pk}
    if not build:
        return "kept", waits
    if record.type_code not in PAGE_TYPES:
        return "kept", f"{waits}: {_('its type was not recognised')}"
    try:
        record = actions.build(record=record, by=by)
    except problems.NoMeetingError:
        return "kept", f"{waits}: {_('its meeting was not recognised')}"
    except problems.NoLanguageError:
        return "kept", f"{waits}: {_('its language was not recognised')}"
    except problems.UndecidedChangesError:
        return "kept", f"{waits}: {_('its tracked changes are not judged')}"
    except NoPlaceError:
        return "kept", f"{waits}: {_('the meeting has no page in its language')}"
    return "built", _("page %(number)s") % {"number": record.page_id}
