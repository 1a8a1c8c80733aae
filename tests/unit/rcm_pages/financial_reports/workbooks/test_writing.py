"""Workbooks that are written: empty in the editor's language, harmless when whole."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from rcm_pages.financial_reports.statement import Income, Name
from rcm_pages.financial_reports.workbooks import writing
from tests.factories.finances import statement_for
from tests.unit.rcm_pages.financial_reports.workbooks.books import NAMES, read


def opened(content):
    return load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    ("language", "sheets", "heading"),
    [
        ("en", ["Report", "Contributions", "Expenditure", "Other income"], "Assessed"),
        (
            "es",
            ["Informe", "Contribuciones", "Gastos", "Otros ingresos"],
            "Cuota asignada",
        ),
    ],
)
def test_the_template_speaks_the_editors_language(language, sheets, heading):
    book = opened(writing.template(["Belize", "Costa Rica"], language))
    assert book.sheetnames == sheets
    rows = [[cell.value for cell in row] for row in book[sheets[1]].iter_rows()]
    assert heading in rows[0]
    assert [row[0] for row in rows[1:]] == ["Belize", "Costa Rica", "Total"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_empty_template_asks_for_period_and_balances_alone(language):
    reading = read(writing.template(["Costa Rica", "Guatemala"], language))
    assert [t.cell for t in reading.troubles] == ["B1", "B3", "B4"]


def test_a_name_that_begins_as_a_formula_is_a_text():
    giver = Income(Name("=1+1", "@x"), Decimal(20))
    content = writing.export(statement_for(incomes=(giver,)), NAMES["en"], "en")
    cell = opened(content)["Other income"]["A2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")
