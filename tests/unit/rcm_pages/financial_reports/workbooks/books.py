"""Workbooks for tests: a good one, and what people and enemies make of it."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from rcm_pages.financial_reports.workbooks import cells, writing
from rcm_pages.financial_reports.workbooks.understanding import understand
from rcm_pages.financial_reports.workbooks.words import fold
from tests.factories.finances import statement_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcm_pages.financial_reports.workbooks.understanding import Reading

NAMES = {
    "en": {"CR": "Costa Rica", "GT": "Guatemala", "DO": "Dominican Republic"},
    "es": {"CR": "Costa Rica", "GT": "Guatemala", "DO": "República Dominicana"},
}
STATES = {fold(n): code for names in NAMES.values() for code, n in names.items()}


def good(language: str = "en") -> bytes:
    """Return the workbook of the sample figures."""
    return writing.export(statement_for(), NAMES[language], language)


def changed(change: Callable[[Any], Any], content: bytes | None = None) -> bytes:
    """Return a workbook after somebody has changed it."""
    book = load_workbook(io.BytesIO(content or good()))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def upload(content: bytes, name: str = "figures.xlsx") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def read(content: bytes) -> Reading:
    """Read a workbook as the child process does, but without its start."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.xlsx"
        path.write_bytes(content)
        return understand(cells.read(path)["sheets"], STATES)


def troubles(change: Callable[[Any], Any]) -> list[tuple[str, str, str]]:
    """Return what is wrong with a changed workbook: sheet, cell, message."""
    reading = read(changed(change))
    assert (reading.statement is None) == bool(reading.troubles)
    return [(t.sheet, t.cell, t.message) for t in reading.troubles]
