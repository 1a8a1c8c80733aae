"""What the page viewer shows: a page as a picture, its words laid over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.safestring import SafeString

from cms.documents import sheets
from cms.documents.models import DocumentPage, RecognisedPage
from search.highlight import Window, mark
from search.matching import Matcher
from search.parser import parse

if TYPE_CHECKING:
    from cms.documents.models import DocumentVersion
    from cms.documents.readers.layer import Layer
    from cms.documents.sheets import Drawn

LONGEST_QUESTION = 200


class Line(NamedTuple):
    """A line of text as SVG places it; whole units of the layer's size."""

    text: str
    left: int
    baseline: int
    width: int
    height: int


class Place(NamedTuple):
    """Where a word that was searched for stands."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """A page's words over its picture."""

    width: int
    height: int
    lines: list[Line] = field(default_factory=list)
    hits: list[Place] = field(default_factory=list)


class _Found:
    """Tells which characters of a text were searched for."""

    def __init__(self, question: str, language: str) -> None:
        self._matcher = Matcher(parse(question[:LONGEST_QUESTION]), language)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the places of what was searched for."""
        if not self._matcher:
            return []
        return [(match.start, match.end) for match in self._matcher.find(text)]

    def marked(self, text: str) -> SafeString:
        """Return a text with what was searched for inside ``<mark>``."""
        matches = tuple(self._matcher.find(text)) if self._matcher else ()
        return mark(text, Window(0, len(text), matches))


def overlay_of(layer: Layer, found: _Found) -> Overlay:
    """Turn a layer into what SVG draws, the words searched for marked."""
    width, height = (round(side) for side in layer["size"])
    overlay = Overlay(width, height)
    spots: list[tuple[int, int, Place]] = []
    whole: list[str] = []
    position = 0
    for left, top, right, bottom, words in layer["lines"]:
        text = " ".join(word for _left, _right, word in words)
        tall, wide = max(1, round(bottom - top)), max(1, round(right - left))
        overlay.lines.append(
            Line(text, round(left), round(bottom - tall * 0.22), wide, tall)
        )
        for begin, end, word in words:
            spot = Place(round(begin), round(top), max(1, round(end - begin)), tall)
            spots.append((position, position + len(word), spot))
            position += len(word) + 1
        whole.append(text)
    for start, end in found.spans("\n".join(whole)):
        overlay.hits.extend(p for s, e, p in spots if s < end and e > start)
    return overlay


def strip_around(number: int, last: int, asked: int | None) -> dict[str, Any]:
    """Return the thumbnails to show, and where the strip before and after begins."""
    at = min(max(asked or number, 1), last)
    first = (at - 1) // sheets.STRIP * sheets.STRIP + 1
    after = first + sheets.STRIP
    return {
        "thumbnails": range(first, min(after, last + 1)),
        "strip_before": first - sheets.STRIP if first > 1 else None,
        "strip_after": after if after <= last else None,
    }


def _layer_of(
    version: DocumentVersion, drawn: Drawn, number: int
) -> tuple[Layer | None, RecognisedPage | None]:
    """Return a page's words, and the recognition that they came from, if they did."""
    try:
        own = sheets.layer(drawn, number)
    except sheets.BusyError:
        own = None
    if not drawn.is_original or (own and own["lines"]):
        return own, None
    row = RecognisedPage.objects.filter(version=version, number=number).first()
    return (row.layer if row and row.layer else own), row


def context_of(
    version: DocumentVersion, drawn: Drawn, number: int, *, question: str, asked: Any
) -> dict[str, Any]:
    """Return what the viewer shows of one page of what is drawn."""
    document = version.document
    expression = document.expression
    language = document.language or (expression.language if expression else "")
    found = _Found(question, language or "en")
    layer, recognised = _layer_of(version, drawn, number)
    overlay = overlay_of(layer, found) if layer else None
    if drawn.is_original:
        row = DocumentPage.objects.filter(version=version, number=number).first()
        text = row.text if row else ""
    else:
        text = "\n".join(line.text for line in overlay.lines) if overlay else ""
    return {
        "number": number,
        "last": drawn.pages,
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < drawn.pages else None,
        "overlay": overlay,
        "recognised": recognised,
        "text": found.marked(text),
        "question": question[:LONGEST_QUESTION],
        "text_language": language,
        "is_copy": not drawn.is_original,
        "width": sheets.WIDTHS[0],
        "widths": sheets.WIDTHS,
        "thumbnail": sheets.THUMBNAIL,
        "height": _height(overlay, sheets.WIDTHS[0]),
        "thumbnail_height": _height(overlay, sheets.THUMBNAIL),
        **strip_around(number, drawn.pages, asked),
    }


def _height(overlay: Overlay | None, width: int) -> int:
    """Return how high a picture of this width is; A4 where unknown."""
    if overlay is None:
        return round(width * 2**0.5)
    return max(1, round(width * overlay.height / overlay.width))
