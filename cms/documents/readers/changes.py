"""Tracked changes and comments: what a paper holds beside its text.

Where nobody has decided, the text is read as both programs show it: with what was
inserted, without what was deleted. A search finds what its reader will see; whoever
imports the paper is shown every change, and asked. Comments are remarks of those who
wrote the paper, never part of its text, and so not found by a search.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Settled = Literal["accepted", "rejected"]
Kind = Literal["insertion", "deletion", "formatting", "comment"]

# A text that is longer is cut: it is shown to be recognised, not to be kept.
_LONGEST, _MOST = 300, 500
PARAGRAPH_SIGN = "¶"


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change or comment: its words, and who made it when, as the file says.

    A change of formatting has the words that it was made to.
    """

    kind: Kind
    text: str
    author: str = ""
    when: str = ""


def listed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Put together what was done in one go, and cut what is long."""
    return tuple(
        replace(change, text=_short(change.text)) for change in _merged(changes)
    )


def _merged(changes: Iterable[Change]) -> Iterator[Change]:
    last: Change | None = None
    for change in changes:
        if last is not None and _is_one(last, change):
            last = replace(last, text=f"{last.text}{change.text}"[:_MOST])
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def _is_one(last: Change, change: Change) -> bool:
    """Programs cut one act of a person into pieces; a comment is always one piece."""
    same = (last.kind, last.author, last.when) == (
        change.kind,
        change.author,
        change.when,
    )
    return same and change.kind != "comment" and bool(change.when)


def _short(text: str) -> str:
    even = " ".join(text.split())
    return even if len(even) <= _LONGEST else f"{even[:_LONGEST]}…"


def notes_on(changes: Iterable[Change]) -> set[str]:
    """Give the note codes that the changes call for."""
    kinds = {change.kind for change in changes}
    notes = {"comments"} if "comment" in kinds else set()
    return notes | ({"tracked_changes"} if kinds - {"comment"} else set())
