"""Excel: each sheet is a page, each row a line, each cell as the sheet shows it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from .archives import damaged, refuse_bombs
from .errors import UnreadableFile
from .pages import ReadFile, ReadLine, ReadPage
from .xlsx_shown import shown

MAX_ROWS = 50_000
MAX_COLUMNS = 500
_HEADING = "Heading 1"


def read(path: Path) -> ReadFile:
    """Read a workbook; the values are those that Excel last computed.

    Sheets that are hidden are not read, and noted: nobody who opens the file sees them.
    """
    refuse_bombs(path)
    # Opened here: the library would go by the name, which a stored file need not have.
    with damaged(), path.open("rb") as stream:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        try:
            return _read(book)
        finally:
            book.close()


def _read(book: Any) -> ReadFile:
    notes: set[str] = set()
    pages: list[ReadPage] = []
    words = False
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.add("hidden_parts")
            continue
        # What a sheet says of its size may be untrue, and is not believed.
        sheet.reset_dimensions()
        rows = filter(str.strip, _rows(sheet.iter_rows()))
        lines = [ReadLine(row) for row in islice(rows, MAX_ROWS)]
        if next(rows, None) is not None:
            notes.add("rows_left_out")
        words = words or bool(lines)
        heading = ReadLine(str(sheet.title), style=_HEADING)
        pages.append(ReadPage(len(pages) + 1, (heading, *lines)))
    if not words:
        raise UnreadableFile("empty")
    title = (book.properties.title or "").strip() or None
    return ReadFile("xlsx", tuple(pages), title, tuple(sorted(notes)))


def _rows(rows: Iterator[Any]) -> Iterator[str]:
    for row in rows:
        cells = [shown(cell) for cell in row[:MAX_COLUMNS]]
        yield "\t".join(cells).rstrip("\t")
