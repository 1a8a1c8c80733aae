"""PDF by pdfium: lines, running headers and footers, and what could not be read."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from .errors import UnreadableFile
from .pages import ReadFile, ReadLine, ReadPage
from .pdf_layout import furniture, paragraph_starts
from .pdf_lines import PlacedLine, placed_lines
from .pdf_programs import has_programs

# A file may claim any number of pages.
MAX_PAGES = 2000


@dataclass(slots=True)
class RawPage:
    """A page before its layout is known; `readable` is False where pdfium gave up."""

    number: int
    lines: list[PlacedLine] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    readable: bool = True

    @property
    def text(self) -> str:
        """Give the page's lines in the order of the file."""
        return "\n".join(line.text for line in self.lines)


def read(path: Path) -> ReadFile:
    """Read a PDF; pages that pdfium cannot read come out empty, and are noted."""
    with opened(path) as document:
        pages = list(raw_pages(document, most=MAX_PAGES))
        title, more = title_of(document), file_notes(document, path, len(pages))
    placed = [page.lines for page in pages]
    margins = furniture(placed, [page.height for page in pages])
    starts = paragraph_starts(placed, margins)
    return ReadFile(
        kind="pdf",
        pages=tuple(
            _finished(page, margin, start)
            for page, margin, start in zip(pages, margins, starts, strict=True)
        ),
        title=title,
        notes=(*notes_on(pages), *more),
    )


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a PDF, turning pdfium's refusals into UnreadableFile."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        # The helper keeps the reason only in its words.
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise UnreadableFile("encrypted" if locked else "broken") from error
    try:
        if len(document) == 0:
            raise UnreadableFile("broken")
        yield document
    finally:
        document.close()


def raw_pages(document: Any, *, most: int | None = None) -> Iterator[RawPage]:
    """Give the pages one after the other, so that a crash loses only what follows."""
    for index in range(min(len(document), most or len(document))):
        yield raw_page(document, index)


def raw_page(document: Any, index: int) -> RawPage:
    """Read one page, which is marked unreadable where pdfium cannot load it."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return RawPage(index + 1, readable=False)
    try:
        width, height = page.get_size()
        return RawPage(index + 1, placed_lines(page), width, height)
    except pypdfium2.PdfiumError:
        return RawPage(index + 1, readable=False)
    finally:
        page.close()


def title_of(document: Any) -> str | None:
    """Give the title that the file carries, if any."""
    with suppress(pypdfium2.PdfiumError, UnicodeError):
        return document.get_metadata_value("Title").strip() or None
    return None


def notes_on(pages: list[RawPage]) -> tuple[str, ...]:
    """Give the note codes that the pages call for."""
    notes = []
    if not any(page.lines for page in pages):
        notes.append("no_text")
    if not all(page.readable for page in pages):
        notes.append("pages_unreadable")
    return tuple(notes)


def file_notes(document: Any, path: Path, read_to: int) -> list[str]:
    """Give the note codes that the file as a whole calls for."""
    notes = ["javascript"] if has_programs(document, path) else []
    return [*notes, "page_limit"] if len(document) > read_to else notes


def _finished(page: RawPage, margin: set[int], starts: set[int]) -> ReadPage:
    lines = tuple(
        ReadLine(
            text=line.text,
            furniture=index in margin,
            starts_paragraph=index in starts or index in margin,
        )
        for index, line in enumerate(page.lines)
    )
    return ReadPage(page.number, lines, page.width, page.height)
