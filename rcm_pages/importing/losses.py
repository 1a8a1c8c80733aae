"""Proves that nothing of a paper was lost between the file and its segments."""

from dataclasses import dataclass
from typing import Literal

from .paper import Paper
from .reader import SOFT_HYPHEN

_HYPHENS = ("-", SOFT_HYPHEN)


@dataclass(frozen=True, slots=True)
class Loss:
    """Characters on one side only: `lost` from the source, `added` to the paper."""

    kind: Literal["lost", "added"]
    line: int
    """The source's line, counted from 1; for `added` the line reached."""
    text: str


def lost_characters(source_text: str, paper: Paper) -> list[Loss]:
    """Compare every character but white space, in order; an empty list is the proof.

    `source_text` is `ReadFile.text`. Title block and segments must follow one another
    as in the source; furniture may stand between any two lines. Only a hyphen at a
    line's end may be missing, where the importer joined the word it broke.
    """
    kept = _ink("".join((*paper.title_block, *_printed(paper))))
    furniture = [_ink(line) for line in paper.furniture]
    return _compared([_ink(line) for line in source_text.split("\n")], kept, furniture)


def _printed(paper: Paper) -> list[str]:
    return [segment.label + segment.text for segment in paper.segments]


def _ink(text: str) -> str:
    return "".join(text.split())


def _compared(lines: list[str], kept: str, furniture: list[str]) -> list[Loss]:
    """Follow all places the paper may have reached: a line may be text or furniture."""
    losses: list[Loss] = []
    reached = {(0, 0)}
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        after = {place for at in reached for place in _next(line, at, kept, furniture)}
        if not after:
            after = {_resumed(number, line, max(reached), kept, losses)}
        reached = after
    at, used = max(reached, key=lambda place: (place[0] + place[1], place))
    if at < len(kept):
        losses.append(Loss("added", len(lines), kept[at:]))
    losses += [Loss("added", len(lines), text) for text in furniture[used:] if text]
    return losses


def _next(
    line: str, at: tuple[int, int], kept: str, furniture: list[str]
) -> list[tuple[int, int]]:
    """Give the places reached if the line is text, or furniture, or both."""
    place, used = at
    found = []
    if kept.startswith(line, place):
        found.append((place + len(line), used))
    if line.endswith(_HYPHENS) and kept.startswith(line[:-1], place):
        found.append((place + len(line) - 1, used))
    while used < len(furniture) and not furniture[used]:
        used += 1
    if used < len(furniture) and furniture[used] == line:
        found.append((place, used + 1))
    return found


def _resumed(
    number: int, line: str, at: tuple[int, int], kept: str, losses: list[Loss]
) -> tuple[int, int]:
    """Note what differs and find where source and paper agree again."""
    place, used = at
    again = kept.find(line, place)
    if again >= 0:
        losses.append(Loss("added", number, kept[place:again]))
        return again + len(line), used
    same = 0
    while same < len(line) and kept.startswith(line[same], place + same):
        same += 1
    rest = line[same:]
    # What follows a hole inside the line: the longest end that the paper has here.
    for cut in range(1, min(len(rest), 200)):
        if kept.startswith(rest[cut:], place + same):
            losses.append(Loss("lost", number, rest[:cut]))
            return place + same + len(rest) - cut, used
    losses.append(Loss("lost", number, rest))
    return place + same, used
