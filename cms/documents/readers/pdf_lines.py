"""Lines of a PDF page with their places, from the characters that pdfium finds."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

_HYPHENS = {0x02, 0xFFFE}
_BREAKS = {0x0A, 0x0D}
_SAME_LINE = 0.35


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One printed line: its text, its edges, its baseline and its first word's width.

    All lengths are points; the origin is the page's lower left corner.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    first_word: float


def placed_lines(page: Any) -> list[PlacedLine]:
    """Give a page's lines as stored; pieces on one baseline become one line."""
    textpage = page.get_textpage()
    try:
        lines: list[PlacedLine] = []
        for codes, indices in _pieces(textpage.raw):
            piece = _placed(textpage.raw, codes, indices)
            if piece is None:
                continue
            if lines and _beside(lines[-1], piece):
                lines[-1] = _merged(lines[-1], piece)
            else:
                lines.append(piece)
        return lines
    finally:
        textpage.close()


def _pieces(raw: Any) -> Iterator[tuple[list[int], list[int]]]:
    """Split the page's characters at line breaks and at hyphens that end a line."""
    codes: list[int] = []
    indices: list[int] = []
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code not in _BREAKS:
            codes.append(ord("-") if code in _HYPHENS else code)
            indices.append(index)
        if (code in _BREAKS or code in _HYPHENS) and codes:
            yield codes, indices
            codes, indices = [], []
    if codes:
        yield codes, indices


def _placed(raw: Any, codes: list[int], indices: list[int]) -> PlacedLine | None:
    text = "".join(chr(code or 0xFFFD) for code in codes)
    inked = [place for place, sign in enumerate(text) if not sign.isspace()]
    if not inked:
        return None
    first, last = inked[0], inked[-1]
    end = first
    while end < last and not text[end + 1].isspace():
        end += 1
    left, _ = _edges(raw, indices[first])
    _, right = _edges(raw, indices[last])
    _, word_end = _edges(raw, indices[end])
    return PlacedLine(
        text=_whole(text[first : last + 1]),
        left=left,
        right=right,
        baseline=_baseline(raw, indices[first]),
        size=float(pdfium.FPDFText_GetFontSize(raw, indices[first])) or 1.0,
        first_word=max(word_end - left, 0.0),
    )


def _whole(text: str) -> str:
    """Join surrogate pairs, and mark the halves that stand alone."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _edges(raw: Any, index: int) -> tuple[float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
    return left.value, right.value


def _baseline(raw: Any, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
    return y.value


def _beside(line: PlacedLine, piece: PlacedLine) -> bool:
    reach = _SAME_LINE * max(line.size, piece.size, 6.0)
    return abs(line.baseline - piece.baseline) <= reach


def _merged(line: PlacedLine, piece: PlacedLine) -> PlacedLine:
    """Put two pieces of a line side by side, the left one first."""
    left, right = (line, piece) if line.left <= piece.left else (piece, line)
    glue = "" if 0 <= right.left - left.right < 0.1 * left.size else " "
    return replace(
        left, text=f"{left.text}{glue}{right.text}", right=max(left.right, right.right)
    )
