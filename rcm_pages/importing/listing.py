"""Lists that nothing marks: a lead with a colon, and the lines that go with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .labels import Label
from .marks import folded
from .phrases import opens_with_infinitive
from .reader import Line

_LONGEST, _MOST_LINES = 600, 500
_ARTICLE = re.compile(r"(?:the|an?|el|la|los|las|un|una|unos|unas)\s")
_THAT = re.compile(r"(?:that|que)\s")
_GERUND = re.compile(r"\w+(?:ing|ando|iendo|yendo)\s")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list without marks: its first and last line, by their places."""

    first: int
    last: int


def listing_after(
    lines: Sequence[Line], labels: Sequence[Label | None], lead: int
) -> Listing | None:
    """Find the list without marks that a lead line opens, of two lines or more.

    Its lines stand further in than the lead, or all begin in one way.
    """
    if not folded(lines[lead].text[-3:]).endswith(":"):
        return None
    for end in (_indented(lines, labels, lead), _alike(lines, labels, lead)):
        if end - lead >= 2:
            return Listing(lead + 1, end)
    return None


def _indented(lines: Sequence[Line], labels: Sequence[Label | None], lead: int) -> int:
    """Give the last of the lines right below the lead that stand further in."""
    at, most = lead, min(len(lines), lead + _MOST_LINES)
    while at + 1 < most and labels[at + 1] is None:
        if lines[at + 1].indent <= lines[lead].indent:
            break
        at += 1
    return at


def _alike(lines: Sequence[Line], labels: Sequence[Label | None], lead: int) -> int:
    """Give the last of the lines below the lead that begin in the same way."""
    at, way, most = lead, "", min(len(lines), lead + _MOST_LINES)
    while at + 1 < most and labels[at + 1] is None:
        following = lines[at + 1]
        begins = _beginning(following.text)
        parted = following.after_blank and begins != "infinitive"
        if not begins or (way and begins != way) or (way and parted):
            break
        way, at = begins, at + 1
    return at


@lru_cache(maxsize=2 * _MOST_LINES)
def _beginning(text: str) -> str:
    """Say in what way a line begins, or nothing where that makes no list."""
    if len(text) > _LONGEST:
        return ""
    if opens_with_infinitive(text):
        return "infinitive"
    words = folded(text[:40])
    ways = (("article", _ARTICLE), ("that", _THAT), ("gerund", _GERUND))
    return next((name for name, words_of in ways if words_of.match(words)), "")
