"""PowerPoint: each slide is a page; its words, its tables, then the speaker's notes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from .archives import damaged, refuse_bombs
from .errors import UnreadableFile
from .pages import ReadFile, ReadLine, ReadPage

_FURNITURE = {
    PP_PLACEHOLDER.DATE,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.HEADER,
    PP_PLACEHOLDER.SLIDE_NUMBER,
}
_TITLE, _NOTES = "Title", "Notes"


def read(path: Path) -> ReadFile:
    """Read a presentation; hidden slides are left out, and noted."""
    refuse_bombs(path)
    with damaged():
        return _read(Presentation(str(path)))


def _read(show: Any) -> ReadFile:
    notes: set[str] = set()
    width, height = (side.pt if side else 0.0 for side in _size(show))
    pages = []
    for number, slide in enumerate(show.slides, 1):
        if slide.element.get("show") in {"0", "false"}:
            notes.add("hidden_parts")
            continue
        pages.append(ReadPage(number, tuple(_lines(slide)), width, height))
    if not any(line.text.strip() for page in pages for line in page.lines):
        raise UnreadableFile("empty")
    title = (show.core_properties.title or "").strip() or None
    return ReadFile("pptx", tuple(pages), title, tuple(sorted(notes)))


def _size(show: Any) -> tuple[Any, Any]:
    return show.slide_width, show.slide_height


def _lines(slide: Any) -> Iterator[ReadLine]:
    """Give a slide's lines, its title first, wherever the file keeps it."""
    title = slide.shapes.title
    if title is not None:
        yield from _paragraphs(title.text_frame, style=_TITLE)
    first = None if title is None else title.shape_id
    yield from _shapes(slide.shapes, first)
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            yield from _paragraphs(frame, style=_NOTES)


def _shapes(shapes: Any, passed: int | None) -> Iterator[ReadLine]:
    for shape in shapes:
        if passed is not None and shape.shape_id == passed:
            continue
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, passed)
        elif getattr(shape, "has_table", False):
            yield from _table(shape.table)
        elif shape.has_text_frame:
            yield from _paragraphs(shape.text_frame, furniture=_is_furniture(shape))


def _is_furniture(shape: Any) -> bool:
    return bool(shape.is_placeholder and shape.placeholder_format.type in _FURNITURE)


def _table(table: Any) -> Iterator[ReadLine]:
    for row in table.rows:
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        if any(cells):
            yield ReadLine("\t".join(cells).rstrip("\t"))


def _paragraphs(
    frame: Any, *, style: str = "", furniture: bool = False
) -> Iterator[ReadLine]:
    for paragraph in frame.paragraphs:
        for place, line in enumerate(paragraph.text.split("\v")):
            if line.strip():
                yield ReadLine(
                    line,
                    level=paragraph.level,
                    furniture=furniture,
                    style=style,
                    starts_paragraph=place == 0,
                )
