"""The words of a page with their places, to be laid over its picture.

A layer is JSON: ``{"size": [width, height], "lines": [[left, top, right, bottom,
[[left, right, "word"], …]], …]}``, the origin in the upper left corner, the unit that
of ``size``. Needs no settings: the child process writes it.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

# What a reader can select on one page; a hostile page holds more.
MAX_CHARACTERS = 40_000
# Units to a point: the library answers in whole numbers.
FINE = 10

Box = tuple[float, float, float, float]
Layer = dict[str, Any]
Word = list[Any]


def layer_of(page: Any) -> Layer:
    """Return the layer of an open page of a PDF, in tenths of a point."""
    width, height = (max(1, round(side * FINE)) for side in page.get_size())
    textpage = page.get_textpage()
    try:
        places = _Places(page.raw, textpage.raw, width, height)
        lines = [_line(line) for line in _lines(textpage.raw, places)]
    finally:
        textpage.close()
    return {"size": [width, height], "lines": [line for line in lines if line]}


class _Places:
    """Where characters stand on the page as it is shown, turned pages included."""

    def __init__(self, page: Any, textpage: Any, width: int, height: int) -> None:
        self._page, self._textpage = page, textpage
        self._width, self._height = width, height

    def box(self, index: int) -> Box:
        """Return left, top, right, bottom of a character."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._textpage, index, left, right, bottom, top)
        one = self._shown(left.value, top.value)
        other = self._shown(right.value, bottom.value)
        return (
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )

    def _shown(self, x: float, y: float) -> tuple[int, int]:
        shown_x, shown_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            self._page, 0, 0, self._width, self._height, 0, x, y, shown_x, shown_y
        )
        return shown_x.value, shown_y.value


def _lines(raw: Any, places: _Places) -> Iterator[list[tuple[str, Box]]]:
    """Yield each line's characters with their boxes; a blank stands between words."""
    line: list[tuple[str, Box]] = []
    for index in range(min(pdfium.FPDFText_CountChars(raw), MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in {0x0A, 0x0D}:
            if line:
                yield line
            line = []
            continue
        sign = "-" if code in {0x02, 0xFFFE} else _sign(code)
        line.append((sign, places.box(index)))
    if line:
        yield line


def _sign(code: int) -> str:
    """Return a character that XML can hold; what it cannot is a blank."""
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code == 0xFFFF:
        return " "
    return chr(code)


def _line(characters: list[tuple[str, Box]]) -> list[Any]:
    """Put a line's words together; an empty list for one without ink."""
    words: list[Word] = []
    is_open = False
    boxes = []
    for sign, box in characters:
        if sign.isspace():
            is_open = False
            continue
        boxes.append(box)
        if is_open:
            words[-1][0] = min(words[-1][0], box[0])
            words[-1][1] = max(words[-1][1], box[2])
            words[-1][2] += sign
        else:
            words.append([box[0], box[2], sign])
            is_open = True
    if not words:
        return []
    return [
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        words,
    ]


def turned_back(layer: Layer, turn: int, size: tuple[int, int]) -> Layer:
    """Return the layer of a picture as it lay before it was turned.

    ``turn`` is 90, 180 or 270 degrees clockwise; ``size`` is that of the
    picture before.
    """
    width, height = size

    def point(x: float, y: float) -> tuple[float, float]:
        if turn == 90:
            return y, height - x
        return (width - x, height - y) if turn == 180 else (width - y, x)

    def box(left: float, top: float, right: float, bottom: float) -> list[float]:
        (a, b), (c, d) = point(left, top), point(right, bottom)
        return [min(a, c), min(b, d), max(a, c), max(b, d)]

    lines = []
    for left, top, right, bottom, words in layer["lines"]:
        back = [box(begin, top, end, bottom) for begin, end, _word in words]
        lines.append(
            [
                *box(left, top, right, bottom),
                [[b[0], b[2], w[2]] for b, w in zip(back, words, strict=True)],
            ]
        )
    return {"size": [width, height], "lines": lines}


def text_of(layer: Layer) -> str:
    """Return the layer's words, a line a line."""
    return "\n".join(" ".join(w[2] for w in line[4]) for line in layer["lines"])


def is_layer(found: Any) -> bool:
    """Tell whether something read from disk, or said by a child, is a layer."""
    try:
        width, height = found["size"]
        return (
            0 < width < 1e6
            and 0 < height < 1e6
            and all(_is_line(line) for line in found["lines"])
        )
    except (KeyError, TypeError, ValueError):
        return False


def _is_line(line: Any) -> bool:
    *box, words = line
    return (
        len(box) == 4
        and all(isinstance(side, (int, float)) for side in box)
        and all(
            isinstance(left, (int, float))
            and isinstance(right, (int, float))
            and isinstance(word, str)
            for left, right, word in words
        )
    )
