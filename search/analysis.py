"""From text to terms, the same for documents, queries and highlights.

The order is NFC, case folding, accents off, and only then the stem: stemming first
loses a sixth of the accent-free spellings.
"""

import re
import sys
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

# Whoever changes what this module yields raises it: indexes are then built anew.
VERSION = 1
LANGUAGES = ("en", "es")
LONGEST = 100

_SNOWBALL = {"en": "english", "es": "spanish"}
_APOSTROPHES = "'’ʼ"
# Inside a word: accents that stand apart (NFD), soft hyphens, zero-width and
# direction marks.
_IGNORABLE = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_PART = rf"[^\W_](?:[^\W_]|[{_IGNORABLE}])*"
_JOINER = rf"[-‐‑/.{_APOSTROPHES}]"
_part = re.compile(_PART)
_unit = re.compile(rf"{_PART}(?:{_JOINER}{_PART})*")
_ignored = re.compile(rf"[{_IGNORABLE}]")
_stemmers = threading.local()


class Token(NamedTuple):
    """A word of a text, from `start` to `end`.

    `exact` keeps the accents, `folded` does not. A `joined` token stands over the
    parts of a compound (`followup` over `follow` and `up`), and has no place of its
    own in the order of the words.
    """

    start: int
    end: int
    exact: str
    folded: str
    joined: bool = False


@lru_cache(maxsize=200_000)
def normalise(surface: str) -> tuple[str, str]:
    """Return the word with its accents, and without, both in folded case."""
    composed = unicodedata.normalize("NFC", surface).casefold()[:LONGEST]
    apart = unicodedata.normalize("NFKD", composed)
    # A decomposition may bring capitals, and even blanks, anew.
    folded = "".join(
        c for c in apart.casefold() if not (unicodedata.combining(c) or c.isspace())
    )
    return _ignored.sub("", composed) or composed, _ignored.sub("", folded) or folded


@lru_cache(maxsize=200_000)
def stem(folded: str, language: str) -> str:
    """Return the stem of a folded word in a language; English if we know it not."""
    name = _SNOWBALL.get(language, "english")
    # A stemmer must not be shared between threads.
    if (stemmer := getattr(_stemmers, name, None)) is None:
        stemmer = Stemmer.Stemmer(name)
        setattr(_stemmers, name, stemmer)
    stemmed: str = stemmer.stemWord(folded)
    # Spanish takes `-es` off `mujeres` and `-er` off `mujer`: go on until they meet.
    while name == "spanish" and (shorter := stemmer.stemWord(stemmed)) != stemmed:
        stemmed = shorter
    return stemmed


def units(text: str) -> Iterator[str]:
    """Yield the words as they are written, compounds and symbols whole."""
    return (match.group() for match in _unit.finditer(text))


def tokens(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Token]:
    """Yield the words of text[start:end] in order, each compound after its parts."""
    for match in _unit.finditer(text, start, end):
        unit = match.group()
        if unit.isalnum():
            yield Token(match.start(), match.end(), *normalise(unit))
        else:
            yield from _compound(unit, match.start())


def accented(folded: str, between: str = "") -> str:
    """Return a pattern of all the accented spellings of a folded word.

    `between` is put between the letters.
    """
    return between.join(_spellings().get(c, re.escape(c)) for c in folded)


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """For each letter the class of small letters that fold to it."""
    letters: dict[str, str] = {}
    for character in map(chr, range(0x61, 0x250)):
        exact, folded = normalise(character)
        if exact == character and len(folded) == 1 and character.isalpha():
            letters[folded] = letters.get(folded, "") + character
    return {folded: f"[{each}]" for folded, each in letters.items()}


def _compound(unit: str, offset: int) -> Iterator[Token]:
    parts = list(_part.finditer(unit))
    kept = [part for part in parts if not _is_genitive(unit, part)]
    for part in kept:
        yield Token(
            offset + part.start(), offset + part.end(), *normalise(part.group())
        )
    if len(kept) == 1:
        return
    yield _joined(unit, offset, kept[0].start(), kept[-1].end())
    if "/" in unit:
        yield from _segments(unit, offset, kept)


def _is_genitive(unit: str, part: re.Match[str]) -> bool:
    """Say whether this is the `s` of `children's`."""
    before = unit[part.start() - 1] if part.start() else ""
    after = unit[part.end() : part.end() + 1]
    return (
        before in tuple(_APOSTROPHES)
        and part.group() in {"s", "S"}
        and after in {"", "/", "-", "."}
    )


def _segments(unit: str, offset: int, kept: list[re.Match[str]]) -> Iterator[Token]:
    """Yield the compounds between the strokes, as in `follow-up/monitoring`."""
    position = 0
    for segment in unit.split("/"):
        end = position + len(segment)
        inside = [p for p in kept if position <= p.start() and p.end() <= end]
        if len(inside) > 1:
            yield _joined(unit, offset, inside[0].start(), inside[-1].end())
        position = end + 1


def _joined(unit: str, offset: int, start: int, end: int) -> Token:
    written = re.sub(r"[^\w/]", "", _ignored_off(unit[start:end]))
    return Token(offset + start, offset + end, *normalise(written), joined=True)


def _ignored_off(text: str) -> str:
    return _ignored.sub("", unicodedata.normalize("NFC", text))
