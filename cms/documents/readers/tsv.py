"""What Tesseract says of a page, as words with places and a confidence."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .layer import Layer

# Below this, in per cent, a "word" is a stain on the paper.
NOISE = 20.0
MAX_WORDS = 20_000
_WORD = "5"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of one page; confidence in per cent, None where there is no word.

    ``clarity`` is the confidence of all that was found, stains included: low where a
    page lies on its side or on its head.
    """

    text: str
    words: int
    confidence: int | None
    layer: Layer
    clarity: int


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, str, str]
    box: tuple[int, int, int, int]
    confidence: float
    text: str


def parse(said: str, *, width: int, height: int) -> Recognised:
    """Read Tesseract's table of a picture of this size; rows it cannot be are left."""
    found = list(_words(said))[:MAX_WORDS]
    words = [word for word in found if word.confidence >= NOISE]
    lines: dict[tuple[str, str, str], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    sure = [word.confidence for word in words]
    return Recognised(
        text="\n".join(" ".join(w.text for w in line) for line in lines.values()),
        words=len(words),
        confidence=round(sum(sure) / len(sure)) if sure else None,
        layer={"size": [width, height], "lines": [_line(w) for w in lines.values()]},
        clarity=round(sum(w.confidence for w in found) / len(found)) if found else 0,
    )


def _words(said: str) -> Iterator[_Word]:
    for row in csv.DictReader(
        said.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        text = "".join(c for c in row.get("text") or "" if c.isprintable()).strip()
        if row.get("level") != _WORD or not text:
            continue
        try:
            sure = float(row["conf"])
            left, top = int(row["left"]), int(row["top"])
            box = (left, top, left + int(row["width"]), top + int(row["height"]))
            line = (row["block_num"], row["par_num"], row["line_num"])
        except (KeyError, TypeError, ValueError):
            continue
        if 0 <= sure <= 100:
            yield _Word(line, box, sure, text)


def _line(words: list[_Word]) -> list[Any]:
    return [
        min(word.box[0] for word in words),
        min(word.box[1] for word in words),
        max(word.box[2] for word in words),
        max(word.box[3] for word in words),
        [[word.box[0], word.box[2], word.text] for word in words],
    ]
