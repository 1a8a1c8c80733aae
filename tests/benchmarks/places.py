"""Where the importer's paragraphs lie in a paper, and what of it is nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .expected import ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rcm_pages.importing.paper import Deadline, Paper

_HYPHEN_AT_END = re.compile(r"[-\u00ad]$", re.MULTILINE)
_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph of the importer's, and where in the paper it begins."""

    start: int
    kind: str
    label: str = ""
    level: int = 0
    charged: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    text: str = ""


def lost(source: str, paper: Paper) -> int:
    """Count printed characters of the source that are nowhere in the paper.

    A hyphen at a line's end may be missing where the word it broke was joined.
    """
    kept = Counter(printed("".join(_all_texts(paper))))
    missing = Counter(printed(source)) - kept
    excused = len(_HYPHEN_AT_END.findall(source))
    hyphens = missing["-"] + missing["\xad"]
    return missing.total() - min(hyphens, excused)


def printed(text: str) -> str:
    """Return a text without its white space."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _all_texts(paper: Paper) -> Iterable[str]:
    yield from paper.title_block
    yield from (segment.label + segment.text for segment in paper.segments)
    yield from paper.furniture


def located(whole: str, paper: Paper) -> list[Found]:
    """Find where paragraphs begin; what is nowhere in the paper begins below 0."""
    cursor = 0
    taken: list[tuple[int, int]] = []
    for line in paper.title_block:
        start, cursor = _find(whole, ink(line), cursor)
        taken.append((start, cursor))
    found: list[Found] = []
    for number, segment in enumerate(paper.segments, 1):
        text = segment.label + segment.text
        start, end = _find(whole, ink(text), cursor)
        cursor = max(cursor, end)
        taken.append((start, end))
        found.append(
            Found(
                start=start if start >= 0 else -number,
                kind=segment.kind,
                label=segment.label,
                level=segment.level,
                charged=segment.charged,
                deadlines=segment.deadlines,
                text=text,
            )
        )
    return [*found, *_furniture(whole, paper, taken)]


def _find(whole: str, text: str, cursor: int) -> tuple[int, int]:
    """Give start and end of a text at the cursor or after it, else start -1."""
    if not text:
        return -1, cursor
    start = whole.find(text, cursor)
    if start < 0 and len(text) > _ENOUGH:
        start = whole.find(text[:_ENOUGH], cursor)
    return (start, start + len(text)) if start >= 0 else (-1, cursor)


def _furniture(
    whole: str, paper: Paper, taken: Sequence[tuple[int, int]]
) -> Iterable[Found]:
    """Find furniture between the paragraphs; running heads of a file are nowhere."""
    spans = [*taken]
    for line in paper.furniture:
        text, cursor = ink(line), 0
        while text and (start := whole.find(text, cursor)) >= 0:
            end = start + len(text)
            if all(end <= other or start >= until for other, until in spans):
                spans.append((start, end))
                yield Found(start=start, kind="furniture", text=line)
                break
            cursor = start + 1
