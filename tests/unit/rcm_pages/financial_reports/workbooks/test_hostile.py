"""Files that are no workbooks, or enemies: a clear message, and no stuck worker."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from rcm_pages.financial_reports.workbooks import child
from rcm_pages.financial_reports.workbooks.child import (
    UnreadableWorkbookError,
    read_cells,
)
from tests.unit.rcm_pages.financial_reports.workbooks.books import good, upload

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def packed(members, content=None):
    buffer = io.BytesIO(content or b"")
    mode = "a" if content else "w"
    with zipfile.ZipFile(buffer, mode, zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def why(content):
    with pytest.raises(UnreadableWorkbookError) as error:
        read_cells(upload(content))
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no zip", "no Excel workbook"),
        (b"name;amount\nCosta Rica;5", "no Excel workbook"),
        (OLE, "password"),
        (packed({"word/document.xml": "<a/>"}), "no Excel workbook"),
        (packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "damaged"),
        (good()[:-200], "Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_said_so(content, said):
    assert said in why(content)


def test_a_zip_bomb_is_not_unpacked():
    started = time.monotonic()
    assert "unpacks" in why(packed({"xl/bomb.xml": b" " * 41 * 2**20}, good()))
    assert time.monotonic() - started < 10


def test_a_million_rows_are_refused_with_the_sheets_name():
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 1_000_001))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    source = io.BytesIO(good())
    target = io.BytesIO()
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            is_sheet = member.filename == "xl/worksheets/sheet2.xml"
            data = sheet.encode() if is_sheet else old.read(member)
            new.writestr(member.filename, data)
    said = why(target.getvalue())
    assert "Contributions" in said
    assert "2,000" in said


def test_a_cell_far_below_is_told_and_not_waited_for():
    book = Workbook()
    book.active.title = "Contributions"
    book.active["A1048576"] = 1
    buffer = io.BytesIO()
    book.save(buffer)
    assert "2,000" in why(buffer.getvalue())


def test_a_child_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(child, "SECONDS", 0.01)
    assert "too long" in why(good())


def test_a_file_over_the_limit_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(child, "MAX_BYTES", 10)
    assert "too large" in why(good())


def test_entities_are_not_multiplied():
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    source, target = io.BytesIO(good()), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            is_styles = member.filename == "xl/styles.xml"
            new.writestr(member.filename, bomb if is_styles else old.read(member))
    assert "damaged" in why(target.getvalue())
