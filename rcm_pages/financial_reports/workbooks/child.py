"""Starts the child that opens a workbook; nothing it says is trusted (ADR 6).

It is waited for: a workbook that is small enough to be taken is read in a second, and
the child's limits end any other.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.documents import child

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MAX_BYTES = 5 * 1024 * 1024
SECONDS, MEMORY_MB = 15, 768
MODULE = "rcm_pages.financial_reports.workbooks.cells"


class UnreadableWorkbookError(Exception):
    """A workbook that cannot be read at all; ``str()`` is for the person."""


def _why(code: str, sheet: str) -> str:
    messages = {
        "empty": _("The file is empty. Choose the file again, or another copy of it."),
        "encrypted": _(
            "The workbook asks for a password, or is of an old kind (.xls). Save it "
            "as .xlsx without a password."
        ),
        "not_xlsx": _("This is no Excel workbook. Bring a file of the kind .xlsx."),
        "zip_bomb": _(
            "The workbook unpacks to far more than a report holds, so it was not "
            "opened. Copy the tables into the empty template."
        ),
        "too_large": _(
            "The workbook is too large. Copy the tables into the empty template."
        ),
        "too_many_sheets": _(
            "The workbook has more sheets than are read. Copy the tables into the "
            "empty template."
        ),
        "too_many_rows": _(
            "The sheet “%(sheet)s” goes on for more than 2,000 rows, so nothing was "
            "read. Delete what lies below the table, or copy it into the empty "
            "template."
        )
        % {"sheet": sheet},
        "timeout": _(
            "Reading the workbook took too long and was stopped. Copy the tables into "
            "the empty template."
        ),
    }
    return messages.get(
        code,
        _(
            "The workbook is damaged or incomplete. Open it in Excel or LibreOffice, "
            "save it again as .xlsx and bring the new copy."
        ),
    )


def read_cells(upload: UploadedFile) -> list[dict[str, Any]]:
    """Return the sheets of a workbook with their cells.

    Raises UnreadableWorkbookError; never anything else for what the file holds.
    """
    if not upload.size:
        raise UnreadableWorkbookError(_why("empty", ""))
    if upload.size > MAX_BYTES:
        raise UnreadableWorkbookError(_why("too_large", ""))
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        said = _ask(Path(copy.name))
    if "error" in said or not isinstance(said.get("sheets"), list):
        raise UnreadableWorkbookError(
            _why(str(said.get("error")), str(said.get("sheet", "")))
        )
    sheets: list[dict[str, Any]] = said["sheets"]
    return sheets


def _ask(path: Path) -> dict[str, Any]:
    arguments = [str(path), str(MEMORY_MB), str(SECONDS)]
    with tempfile.TemporaryFile() as output:
        if child.run_module(MODULE, arguments, output, seconds=SECONDS) == "timeout":
            return {"error": "timeout"}
        output.seek(0)
        try:
            said = json.load(output)
        except ValueError:
            return {"error": "broken"}
    return said if isinstance(said, dict) else {"error": "broken"}
