"""Lists as Excel: real dates, titles of columns in both languages, no formulas."""

from __future__ import annotations

import datetime as dt
import tempfile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone, translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.functional import _StrPromise

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula, also once saved as CSV.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_000
# More takes a web process too long; a narrower list is more use, too.
MOST_ROWS = 20_000
DAY, INSTANT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
WIDTH = 24


def harmless(text: str) -> str:
    """Return a text that no spreadsheet calculates with or fails on."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]
    return f"'{text}" if text.startswith(FORMULAS) else text


def in_all_languages(title: str | _StrPromise) -> str:
    """Return a title in every language of the portal, each once."""
    said: list[str] = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words = str(title)
        if words not in said:
            said.append(words)
    return " / ".join(said)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        cell = WriteOnlyCell(sheet, local.replace(tzinfo=None, microsecond=0))
        cell.number_format = INSTANT
        return cell
    if isinstance(value, dt.date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = DAY
        return cell
    if value is None or isinstance(value, int | float):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, harmless(str(value)))
    cell.data_type = "s"
    return cell


def write(
    *, name: str, titles: Sequence[str | _StrPromise], rows: Iterable[Sequence[Any]]
) -> Any:
    """Return an open temporary file with one sheet; the rows are read one by one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=name[:31])
    sheet.freeze_panes = "A2"
    for number in range(len(titles)):
        sheet.column_dimensions[get_column_letter(number + 1)].width = WIDTH
    head = [_cell(sheet, in_all_languages(title)) for title in titles]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 (the answer closes it)
    book.save(file)
    file.seek(0)
    return file


def answer(file: Any, name: str) -> FileResponse:
    """Give a sheet to one person under a name; nobody keeps it on the way."""
    given = FileResponse(
        file, as_attachment=True, filename=name, content_type=MEDIA_TYPE
    )
    given["Cache-Control"] = "private, no-store"
    return given
