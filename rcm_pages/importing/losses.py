"""Proves that nothing of a paper was lost between the file and its segments."""

from dataclasses import dataclass
from typing import Literal

from .marks import SOFT_HYPHEN, unseen_signs, without_unseen
from .paper import Paper

_HYPHENS = ("-",)


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
    texts = [*paper.title_block, *_printed(paper)]
    kept = _ink("".join(texts))
    furniture = _ink("".join(paper.furniture))
    lines = source_text.split("\n")
    unseen = _unseen(lines, [*texts, *paper.furniture])
    return [*_compared([_ink(line) for line in lines], kept, furniture), *unseen]


def _unseen(lines: list[str], texts: list[str]) -> list[Loss]:
    """Signs that nobody sees may change their places, but none may go.

    The one exception are soft hyphens that only broke a word at a line's end.
    """
    gone = unseen_signs("".join(lines)) - unseen_signs("".join(texts))
    gone[SOFT_HYPHEN] -= sum(line.rstrip().endswith(SOFT_HYPHEN) for line in lines)
    left = "".join((+gone).elements())
    return [Loss("lost", len(lines), left)] if left else []


def _printed(paper: Paper) -> list[str]:
    return [segment.label + segment.text for segment in paper.segments]


def _ink(text: str) -> str:
    """Give the signs that are seen: a label may stand before the unseen ones."""
    return "".join(without_unseen(text).split())


def _compared(lines: list[str], kept: str, furniture: str) -> list[Loss]:
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
    if used < len(furniture):
        losses.append(Loss("added", len(lines), furniture[used:]))
    return losses


def _next(
    line: str, at: tuple[int, int], kept: str, furniture: str
) -> list[tuple[int, int]]:
    """Give the places reached if the line is text, or furniture, or both."""
    place, used = at
    found = []
    if kept.startswith(line, place):
        found.append((place + len(line), used))
    if line.endswith(_HYPHENS) and kept.startswith(line[:-1], place):
        found.append((place + len(line) - 1, used))
    if furniture.startswith(line, used):
        found.append((place, used + len(line)))
    if line.endswith(_HYPHENS) and furniture.startswith(line[:-1], used):
        found.append((place, used + len(line) - 1))
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
