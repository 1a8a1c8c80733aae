"""Compares a package with the archive: what is missing, changed or more."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from cms.documents.models import Document
from cms.keeping.models import Package
from cms.keeping.reach import works_open_to
from cms.works.models import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What a work says of itself that does not change by itself.
_TOLD = {
    "symbol": lambda work: work.symbol,
    "type": lambda work: work.type_code,
    "state": lambda work: work.state,
    "provenance": lambda work: work.provenance,
    "dated_on": lambda work: work.dated_on.isoformat() if work.dated_on else None,
}


def _read(path: Path) -> dict[str, Any]:
    """Read a record; a file that is none is read as an empty one."""
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _rows(said: Any) -> list[dict[str, Any]]:
    return (
        [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []
    )


def _uuid(said: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(said))
    except ValueError:
        return None


class Comparison:
    """Goes through a package's records and says every difference in words."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.works, self.files = 0, 0
        self.seen: set[uuid.UUID] = set()
        self.meetings: set[int] = set()

    def paths(self) -> list[Path]:
        """Return the records in the package."""
        found = [*self.data.glob("works/*/record.json")]
        return sorted([*found, *self.data.glob("files/*/record.json")])

    def differences(self, tick: Callable[[int], object]) -> Iterator[str]:
        """Yield what the archive lacks of the package, or has otherwise."""
        for path in self.paths():
            record = _read(path)
            place = path.relative_to(self.data)
            is_work = place.parts[0] == "works"
            yield from (
                self._of_work(record, str(place))
                if is_work
                else self._of_file(record, str(place))
            )
            tick(1)

    def _of_work(self, record: dict[str, Any], place: str) -> Iterator[str]:
        self.works += 1
        key = _uuid(record.get("uuid"))
        work = Work.objects.filter(uuid=key).first() if key else None
        if work is None or key is None:
            yield _("missing in the archive: %(what)s") % {
                "what": record.get("symbol") or place
            }
            return
        self.seen.add(key)
        if work.meeting_id:
            self.meetings.add(work.meeting_id)
        for name, value in _TOLD.items():
            if record.get(name) != value(work):
                yield _("changed: %(what)s: %(field)s: %(was)s → %(now)s") % {
                    "what": work,
                    "field": name,
                    "was": record.get(name),
                    "now": value(work),
                }
        yield from self._of_texts(work, _rows(record.get("texts")))
        for file in _rows(record.get("files")):
            yield from self._of_file(file, str(work))

    def _of_texts(self, work: Work, texts: list[dict[str, Any]]) -> Iterator[str]:
        said = {str(t.get("language")): t.get("sha256") for t in texts}
        here = {
            e.language: e.sha256 or None
            for e in work.expressions.only("language", "sha256")
        }
        for language in sorted(said.keys() | here.keys()):
            if language not in here:
                yield _("missing in the archive: %(what)s") % {
                    "what": f"{work}, {language}"
                }
            elif language not in said:
                yield _("not in the package: %(what)s") % {
                    "what": f"{work}, {language}"
                }
            elif said[language] != here[language]:
                yield _("changed: the text of %(what)s") % {
                    "what": f"{work}, {language}"
                }

    def _of_file(self, record: dict[str, Any], place: str) -> Iterator[str]:
        self.files += 1
        number = record.get("id")
        is_number = isinstance(number, int) and 0 < number < 2**63
        found = Document.objects.filter(pk=number).first() if is_number else None
        what = f"{place}: {record.get('title')}"
        if found is None:
            yield _("missing in the archive: %(what)s") % {"what": what}
            return
        said = {v.get("number"): v.get("sha256") for v in _rows(record.get("versions"))}
        here = dict(found.versions.values_list("number", "sha256"))
        for version in sorted({*said, *here}, key=str):
            name = f"{what} ({version})"
            if version not in here:
                yield _("missing in the archive: %(what)s") % {"what": name}
            elif version not in said:
                yield _("not in the package: %(what)s") % {"what": name}
            elif said[version] != here[version]:
                yield _("changed: the bytes of %(what)s") % {"what": name}

    def not_in_it(self, info: dict[str, str]) -> list[Work]:
        """Return works that the package might hold by its bag-info, and does not."""
        is_public = info.get("Holds") == Package.Reach.PUBLIC
        works = works_open_to(AnonymousUser() if is_public else None).order_by("pk")
        if "Meeting" in info:
            works = works.filter(meeting__in=self.meetings)
        rows = works.only("pk", "uuid", "symbol", "type_code")
        return [w for w in rows.iterator(chunk_size=2000) if w.uuid not in self.seen]
