"""What a run of the importer says: a line for each paper, and a list of all doubts."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from rcm_pages.importing.doubts import DOUBTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcm_pages.importing.folder import Outcome

COLUMNS = ("file", "outcome", "line", "code", "what", "words")
_SHOWN = 8
# Signs at which a spreadsheet takes a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shown_name(outcome: Outcome) -> str:
    """Say a file's name in signs that every terminal can show."""
    return _printable(outcome.path.name)


def lines_for(outcome: Outcome) -> Iterator[str]:
    """Say what became of a paper, and below it the first of what was not understood."""
    line = f"{outcome.word}: {shown_name(outcome)}: {outcome.detail}"
    if outcome.lost:
        line += f"; {outcome.lost} characters not understood"
    for note in outcome.notes:
        line += f"; {note}"
    yield line
    beside = outcome.alignment
    if beside is not None:
        told = f"    beside its other language: {beside.matched} paragraphs align"
        if beside.only_first or beside.only_second:
            here, there = len(beside.only_first), len(beside.only_second)
            told += f", {here} only here, {there} only there"
        for kind, (here, there) in beside.counts.items():
            told += f"; {kind}: {here} and {there}"
        yield told
    for doubt in outcome.doubts[:_SHOWN]:
        place = f"line {doubt['line']}: " if doubt["line"] else ""
        words = (
            f" \u201c{_printable(doubt['text'])[:80]}\u201d" if doubt["text"] else ""
        )
        yield f"    {place}{_what(doubt['code'])}{words}"
    if len(outcome.doubts) > _SHOWN:
        yield f"    and {len(outcome.doubts) - _SHOWN} more"


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
    if not isinstance(cell, str):
        return cell
    text = _printable(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
