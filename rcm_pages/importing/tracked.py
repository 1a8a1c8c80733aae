"""A paper's tracked changes and comments: shown to its editor, and asked about.

In an import's result they stand under ``changes``: ``found`` (list of ``kind``,
``text``, ``author``, ``when``), ``settled`` (``accepted`` or ``rejected``: how the text
beside them was read) and ``decided`` (whether a person said so).
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, get_args

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.documents.readers.changes import Kind, Settled

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from cms.documents.readers import ReadFile

SETTLED: tuple[str, ...] = get_args(Settled)
_KINDS: dict[str, str | Promise] = {
    "insertion": _("Inserted"),
    "deletion": _("Deleted"),
    "formatting": _("Formatted anew"),
    "comment": _("Comment"),
}


def told(file: ReadFile) -> list[dict[str, str]]:
    """Return what the child process says of a file's changes."""
    return [asdict(change) for change in file.changes]


def kept(said: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Return what an import keeps; of the child's words only what has its form."""
    found = said.get("changes")
    rows = found if isinstance(found, list) else []
    names = ("kind", "text", "author", "when")
    settled = before.get("changes", {})
    return {
        "found": [
            {name: str(row.get(name, "")) for name in names}
            for row in rows
            if isinstance(row, dict) and row.get("kind") in get_args(Kind)
        ],
        "settled": settled.get("settled", SETTLED[0]),
        "decided": settled.get("decided", False),
    }


def how(result: dict[str, Any]) -> dict[str, Any]:
    """Return how a file is to be read, where a person has said so."""
    settled = result.get("changes", {}).get("settled")
    return {"settled": settled} if settled in SETTLED else {}


def is_undecided(result: dict[str, Any]) -> bool:
    """Say whether a paper has tracked changes that nobody has judged."""
    changes = result.get("changes", {})
    return not changes.get("decided") and _count(changes)[0] > 0


def _count(changes: dict[str, Any]) -> tuple[int, int]:
    found = changes.get("found", ())
    comments = sum(row["kind"] == "comment" for row in found)
    return len(found) - comments, comments


def _day(when: str) -> dt.date | None:
    """Return the day of a change, as its program wrote it; None for other words."""
    with contextlib.suppress(ValueError):
        return dt.date.fromisoformat(when[:10])
    return None


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the review screen shows of a paper's changes and comments."""

    changes: int
    comments: int
    rows: list[dict[str, Any]]
    settled: str
    is_decided: bool

    @classmethod
    def of(cls, result: dict[str, Any]) -> Tracked | None:
        """Return it; nothing for a paper that has neither."""
        stored = result.get("changes", {})
        changes, comments = _count(stored)
        if not changes and not comments:
            return None
        rows = [
            row | {"word": _KINDS[row["kind"]], "day": _day(row["when"])}
            for row in stored["found"]
        ]
        return cls(changes, comments, rows, stored["settled"], stored["decided"])

    @property
    def counted(self) -> str:
        """Say how many there are of both."""
        changes = ngettext(
            "%(n)d tracked change", "%(n)d tracked changes", self.changes
        )
        comments = ngettext("%(n)d comment", "%(n)d comments", self.comments)
        parts = [(changes, self.changes), (comments, self.comments)]
        return ", ".join(words % {"n": n} for words, n in parts if n)
