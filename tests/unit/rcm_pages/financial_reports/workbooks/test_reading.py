"""Workbooks are read whole, or every reason why not is told, cell by cell."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.factories.finances import statement_for
from tests.unit.rcm_pages.financial_reports.workbooks.books import (
    changed,
    good,
    read,
    troubles,
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_written_reads_back_as_the_same_figures(language):
    reading = read(good(language))
    assert reading.troubles == []
    assert reading.statement == statement_for()


def test_headings_and_names_of_both_languages_may_be_mixed():
    def mix(book):
        sheet = book["Contributions"]
        sheet.title = "CONTRIBUCIONES"
        sheet["A1"], sheet["C1"], sheet["D1"] = "país", "Cuota asignada:", "RECIBIDO"
        sheet["A2"] = "  república   dominicana "

    statement = read(changed(mix)).statement
    assert [row.party for row in statement.contributions] == ["DO", "GT"]


def test_numbers_as_text_with_comma_or_point():
    def write(book):
        sheet = book["Contributions"]
        sheet["C2"], sheet["D2"] = "40,00", "US$ 40.50"
        sheet["B2"] = "(5)"
        sheet["E2"], sheet["B4"], sheet["E4"] = None, None, None

    row = read(changed(write)).statement.contributions[0]
    assert (row.arrears, row.assessed) == (Decimal(-5), Decimal(40))
    assert row.received == Decimal("40.50")


def test_empty_rows_rows_of_states_alone_and_titles_above_are_passed_over():
    def spread(book):
        sheet = book["Contributions"]
        sheet.insert_rows(3, 4)
        sheet["A4"] = "Dominican Republic"
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Financial report of the year"

    assert read(changed(spread)).statement == statement_for()


def put(sheet, cell, value):
    def change(book):
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("Report", "B1", "2016", "half-year"),
        ("Report", "B1", None, "empty"),
        ("Report", "B2", "dollars", "USD"),
        ("Report", "B3", "much", "amount"),
        ("Contributions", "A2", "Atlantis", "Atlantis"),
        ("Contributions", "A3", "Costa Rica", "twice"),
        ("Contributions", "A2", None, "no country"),
        ("Contributions", "C2", -1, "negative"),
        ("Contributions", "C2", None, "write 0"),
        ("Contributions", "C2", "1.2.3", "1,234.50"),
        ("Contributions", "C2", dt.datetime(2016, 1, 1), "date"),  # noqa: DTZ001
        ("Contributions", "C2", True, "amount"),
        ("Contributions", "C2", "#REF!", "error"),
        ("Contributions", "C2", "=D2*2", "no kept result"),
        ("Contributions", "C2", 33.3333, "two decimals"),
        ("Contributions", "E2", 7, "4.50"),
        ("Contributions", "D4", 7, "70.50"),
        ("Expenditure", "F4", 7, "60.25"),
        ("Expenditure", "A2", None, ""),
        ("Other income", "C3", 1, "20.00"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(sheet, cell, value, said):
    found = troubles(put(sheet, cell, value))
    if not said:  # its Spanish name is left
        assert found == []
        return
    assert (sheet, cell) in {(where, address) for where, address, _m in found}
    assert said in " ".join(message for _s, _c, message in found)


def test_everything_wrong_is_told_at_once():
    def spoil(book):
        book["Report"]["B1"] = "x"
        book["Contributions"]["C2"] = "y"
        book["Expenditure"]["E2"] = "z"

    cells = {(sheet, cell) for sheet, cell, _m in troubles(spoil)}
    assert {("Report", "B1"), ("Contributions", "C2"), ("Expenditure", "E2")} <= cells


def test_merged_cells_of_a_table_are_pointed_at():
    found = troubles(lambda book: book["Contributions"].merge_cells("C2:C3"))
    assert ("Contributions", "C2:C3") in {(sheet, cell) for sheet, cell, _m in found}


def test_merged_titles_above_a_table_are_no_trouble():
    def title(book):
        sheet = book["Contributions"]
        sheet.insert_rows(1)
        sheet["A1"] = "A title"
        sheet.merge_cells("A1:E1")

    assert read(changed(title)).statement == statement_for()


def test_a_hidden_sheet_is_not_read_unseen():
    def hide(book):
        book["Expenditure"].sheet_state = "hidden"

    ((sheet, _cell, message),) = troubles(hide)
    assert (sheet, "hidden" in message) == ("Expenditure", True)


def test_a_missing_sheet_is_named_in_both_languages():
    ((_sheet, _cell, message),) = troubles(
        lambda book: book.remove(book["Other income"])
    )
    assert "Other income" in message
    assert "Otros ingresos" in message


def test_a_table_without_headings_says_which_are_expected():
    ((sheet, _cell, message),) = troubles(
        lambda book: book["Contributions"].delete_rows(1)
    )
    assert sheet == "Contributions"
    assert "Assessed" in message
    assert "Cuota asignada" in message


def test_other_sheets_columns_and_footnotes_are_noted_and_not_read():
    def add(book):
        book.create_sheet("Scratch")["A1"] = 1
        book["Contributions"]["F1"] = "Bank"
        book["Contributions"]["A6"] = "Source: the bank"

    reading = read(changed(add))
    assert reading.statement == statement_for()
    assert len(reading.notes) == 3


def test_an_amount_below_the_total_is_trouble():
    found = troubles(put("Contributions", "D6", 12))
    assert ("Contributions", "D6") in {(sheet, cell) for sheet, cell, _m in found}
