"""Workbooks: sheets as pages, cells as they are shown."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from cms.documents.readers import UnreadableFile, read, xlsx
from cms.documents.readers.xlsx_shown import number_shown
from tests import papers


def at(*numbers):
    return dt.datetime(*numbers)  # noqa: DTZ001 - Excel knows no time zones


def book(tmp_path, fill):
    workbook = openpyxl.Workbook()
    fill(workbook)
    workbook.save(tmp_path / "x.xlsx")
    return tmp_path / "x.xlsx"


def lines(tmp_path, fill):
    found = read(book(tmp_path, fill), name="x.xlsx")
    return [[line.text for line in page.lines] for page in found.pages]


def test_each_sheet_is_a_page_and_each_row_a_line(tmp_path):
    def fill(workbook):
        workbook.active.title = "I-2016"
        workbook.active.append(["Country", "Assessed"])
        workbook.active.append([])
        workbook.active.append([None, "Belize", None])
        workbook.create_sheet("Gastos").append(["Línea", "Más\nwords"])

    assert lines(tmp_path, fill) == [
        ["I-2016", "Country\tAssessed", "\tBelize"],
        ["Gastos", "Línea\tMás words"],
    ]


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (1250, "General", "1250"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0.435, "0.00%", "43.50%"),
        (0.5, "0 %", "50% "),
        (12.0, '"US$" #,##0', "US$ 12"),
        (12.5, "[$€-407] 0.00", "€ 12.50"),
        (-3, "0;(0)", "(3)"),
        (-3, "0", "-3"),
        (0, '0;-0;"none"', "none"),
        (7, "000", "007"),
        (1.5, "0.0#", "1.5"),
        (1500000, "0.0,,", "1.5"),
        (12345.678, "0.00E+00", "12345.678"),
        (True, "General", "TRUE"),
        (at(2016, 12, 31), "mm-dd-yy", "2016-12-31"),
        (at(2016, 12, 31), "d mmm yyyy", "31 Dec 2016"),
        (at(2016, 3, 1), '[$-80A]d" de "mmmm" de "yyyy', "1 de marzo de 2016"),
        (at(2016, 3, 1, 15, 5), "dd/mm/yy h:mm AM/PM", "01/03/16 3:05 PM"),
        (dt.time(9, 30), "hh:mm", "09:30"),
    ],
)
def test_a_cell_reads_as_it_is_shown(tmp_path, value, pattern, shown):
    def fill(workbook):
        workbook.active["A1"] = value
        workbook.active["A1"].number_format = pattern

    assert lines(tmp_path, fill)[0][1] == shown.strip()


def test_no_format_makes_a_number_fail():
    for pattern in ("", ";", ";;;", '"', "\\", "[", "0.", "@", "?/?", "#" * 300):
        assert isinstance(number_shown(-1.5, pattern), str)


def test_hidden_sheets_are_noted_and_not_read(tmp_path):
    def fill(workbook):
        workbook.active.append(["seen"])
        secret = workbook.create_sheet("secret")
        secret.append(["unseen"])
        secret.sheet_state = "hidden"

    found = read(book(tmp_path, fill), name="x.xlsx")
    assert "unseen" not in found.text
    assert found.notes == ("hidden_parts",)


def test_rows_beyond_the_limit_are_left_out_and_noted(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 2)

    def fill(workbook):
        for row in ("a", "b", "c"):
            workbook.active.append([row])

    found = read(book(tmp_path, fill), name="x.xlsx")
    assert [line.text for line in found.pages[0].lines] == ["Sheet", "a", "b"]
    assert found.notes == ("rows_left_out",)


def test_a_cell_far_out_costs_nothing(tmp_path):
    def fill(workbook):
        workbook.active["A1"] = "near"
        workbook.active["XFD1048576"] = "far"

    found = read(book(tmp_path, fill), name="x.xlsx")
    assert [line.text for line in found.pages[0].lines] == ["Sheet", "near"]


def refused(path):
    with pytest.raises(UnreadableFile) as refusal:
        read(path, name="x.xlsx")
    return refusal.value.code


def test_what_gives_nothing_is_refused(tmp_path):
    assert refused(book(tmp_path, lambda workbook: None)) == "empty"
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(path) == "broken"
    assert refused(papers.write_bomb(path, 20, member="xl/workbook.xml")) == "zip_bomb"
