"""The child process: opens one workbook and says what its cells hold, as JSON.

Run as ``python -m rcm_pages.financial_reports.workbooks.cells``, without settings or
secrets. It understands nothing of figures; it only gives cells, or why it cannot.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import warnings
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

# A workbook of such a report has some dozens of rows.
MAX_ROWS, MAX_CELLS, MAX_SHEETS = 2000, 100_000, 40
MAX_UNPACKED, MAX_MEMBERS = 40 * 1024 * 1024, 400
LONGEST_TEXT = 500
# No program that writes workbooks declares entities; enemies multiply words by them.
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:sheet|Relationship)\s[^>]*>")
_SAID = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")


class RefusedError(Exception):
    """Why a workbook is not read: a code, and the sheet where it is so."""

    def __init__(self, code: str, sheet: str = "") -> None:
        super().__init__(code)
        self.code, self.sheet = code, sheet


def _check_packing(path: Path) -> None:
    if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise RefusedError("encrypted")
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
    except zipfile.BadZipFile as error:
        raise RefusedError("not_xlsx") from error
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or not any(
        name.startswith("xl/") for name in names
    ):
        raise RefusedError("not_xlsx")
    if (
        len(members) > MAX_MEMBERS
        or sum(member.file_size for member in members) > MAX_UNPACKED
    ):
        raise RefusedError("zip_bomb")


def _check_words(packed: zipfile.ZipFile) -> None:
    for member in packed.infolist():
        if member.filename.endswith((".xml", ".rels")) and _DECLARES.search(
            packed.read(member)
        ):
            raise RefusedError("broken")


def _titles(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return what the sheets are called, by the name of their part."""
    parts = {}
    for entry in _ENTRY.findall(packed.read("xl/_rels/workbook.xml.rels")):
        said = dict(_SAID.findall(entry))
        target = said.get(b"Target", b"").decode(errors="replace").lstrip("/")
        parts[said.get(b"Id", b"")] = f"xl/{target.removeprefix('xl/')}"
    titles = {}
    for entry in _ENTRY.findall(packed.read("xl/workbook.xml")):
        said = {k.rpartition(b":")[2]: v for k, v in _SAID.findall(entry)}
        if b"name" in said and said.get(b"id") in parts:
            title = unescape(said[b"name"].decode(errors="replace"))
            titles[parts[said[b"id"]]] = title
    return titles


def _check_rows(packed: zipfile.ZipFile) -> None:
    """Count the rows as they are written; a million of them are not even parsed."""
    titles = _titles(packed)
    for name in packed.namelist():
        if not name.startswith("xl/worksheets/"):
            continue
        if sum(1 for _row in _ROW.finditer(packed.read(name))) > MAX_ROWS:
            raise RefusedError("too_many_rows", titles.get(name, ""))


def _check_size(path: Path) -> None:
    """Count rows and cells as they stream by, before anything is loaded whole."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as packed:
        _check_words(packed)
        _check_rows(packed)
    book = load_workbook(path, read_only=True)
    if len(book.worksheets) > MAX_SHEETS:
        raise RefusedError("too_many_sheets")
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        cells = 0
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells += len(row)
            if number > MAX_ROWS or cells > MAX_CELLS:
                raise RefusedError("too_many_rows", sheet.title)
    book.close()


def _said(value: Any, kept: Any) -> dict[str, str] | None:
    """Say what a cell holds: its kind and its value as text; None if it is empty."""
    kind = value.data_type
    if kept.data_type == "f":
        if value.value is None:
            return {"kind": "formula", "value": str(kept.value)[:LONGEST_TEXT]}
        kind = value.data_type
    if value.value is None:
        return None
    if kind == "n" and isinstance(value.value, int | float):
        return {"kind": "number", "value": repr(value.value)}
    if kind in ("s", "inlineStr", "str"):
        text = str(value.value).strip()
        return {"kind": "text", "value": text[:LONGEST_TEXT]} if text else None
    kinds = {"b": "boolean", "d": "date", "e": "error"}
    said = kinds.get(kind, "other")
    return {"kind": said, "value": str(value.value)[:LONGEST_TEXT]}


def _sheet(values: Any, formulas: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in formulas.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            said = _said(values[cell.coordinate], cell)
            if said:
                found[cell.coordinate] = {
                    "row": cell.row,
                    "column": cell.column,
                    **said,
                }
    merged = [
        {
            "range": str(area),
            "rows": [area.min_row, area.max_row],
            "columns": [area.min_col, area.max_col],
        }
        for area in list(formulas.merged_cells.ranges)[:MAX_ROWS]
    ]
    return {
        "title": formulas.title,
        "is_hidden": formulas.sheet_state != "visible",
        "cells": found,
        "merged": merged,
    }


def read(path: Path) -> dict[str, Any]:
    """Return the cells of every sheet; raises RefusedError."""
    from openpyxl import load_workbook

    _check_packing(path)
    _check_size(path)
    values = load_workbook(path, data_only=True)
    formulas = load_workbook(path)
    sheets = [_sheet(values[s.title], s) for s in formulas.worksheets]
    return {"sheets": sheets}


def main(arguments: list[str]) -> int:
    """Read the file that is named and write what it holds; always ends with 0."""
    path, megabytes, seconds = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    warnings.simplefilter("ignore")
    try:
        said = read(path)
    except RefusedError as error:
        said = {"error": error.code, "sheet": error.sheet}
    except MemoryError:
        said = {"error": "too_large"}
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings about
        said = {"error": "broken", "detail": type(error).__name__}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
