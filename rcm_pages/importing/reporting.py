"""What a run of the importer says: a line for each paper, and a list of all doubts."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.works.sheets import harmless
from rcm_pages.importing.doubts import DOUBTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcm_pages.importing.alignment import Alignment
    from rcm_pages.importing.folder import Outcome

COLUMNS = ("file", "outcome", "line", "code", "what", "words")
WORDS = {
    "built": gettext_lazy("built"),
    "kept": gettext_lazy("kept"),
    "same": gettext_lazy("same"),
    "failed": gettext_lazy("not read"),
}
_SHOWN = 8


def shown_name(outcome: Outcome) -> str:
    """Say a file's name in signs that every terminal can show."""
    return _printable(outcome.path.name)


def lines_for(outcome: Outcome) -> Iterator[str]:
    """Say what became of a paper, and below it the first of what was not understood."""
    line = f"{say_word(outcome.word)}: {shown_name(outcome)}: {outcome.detail}"
    if outcome.lost:
        told = ngettext(
            "%(count)d character not understood",
            "%(count)d characters not understood",
            outcome.lost,
        )
        line += f"; {told % {'count': outcome.lost}}"
    for note in outcome.notes:
        line += f"; {note}"
    yield line
    beside = outcome.alignment
    if beside is not None:
        yield f"    {_beside(beside)}"
    for doubt in outcome.doubts[:_SHOWN]:
        line = doubt["line"]
        place = _("line %(number)s:") % {"number": line} + " " if line else ""
        words = (
            f" \u201c{_printable(doubt['text'])[:80]}\u201d" if doubt["text"] else ""
        )
        yield f"    {place}{_what(doubt['code'])}{words}"
    if len(outcome.doubts) > _SHOWN:
        yield "    " + _("and %(count)d more") % {"count": len(outcome.doubts) - _SHOWN}


def say_word(word: str) -> str:
    """Say what became of a paper: built, kept, same or not read."""
    return str(WORDS[word])


def _beside(beside: Alignment) -> str:
    """Say how a paper stands beside its other language."""
    told = _("beside its other language: %(count)d paragraphs align") % {
        "count": beside.matched
    }
    if beside.only_first or beside.only_second:
        told += ", " + _("%(here)d only here, %(there)d only there") % {
            "here": len(beside.only_first),
            "there": len(beside.only_second),
        }
    for kind, (here, there) in beside.counts.items():
        counted = _("%(here)d and %(there)d") % {"here": here, "there": there}
        told += f"; {kind}: {counted}"
    return told


class Report:
    """A CSV of everything that was not understood, a row for each."""

    def __init__(self, stream: IO[str]) -> None:
        self.writer = csv.writer(stream)
        self.writer.writerow(COLUMNS)

    def add(self, outcome: Outcome) -> None:
        """Write a paper's rows; a paper without doubts has one, that says so."""
        name = shown_name(outcome)
        rows: list[tuple[object, ...]] = [
            (name, outcome.word, doubt["line"] or "", doubt["code"],
             _what(doubt["code"]), doubt["text"])
            for doubt in outcome.doubts
        ]  # fmt: skip
        rows += [(name, outcome.word, "", "note", note, "") for note in outcome.notes]
        if outcome.lost:
            rows.append((name, outcome.word, "", "lost", "characters", outcome.lost))
        rows = rows or [(name, outcome.word, "", "", outcome.detail, "")]
        self.writer.writerows([_plain(cell) for cell in row] for row in rows)


def _what(code: str) -> str:
    return str(DOUBTS.get(code, code))


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _plain(cell: object) -> object:
    """Keep a spreadsheet from taking the paper's words for a formula."""
    return harmless(_printable(cell)) if isinstance(cell, str) else cell
