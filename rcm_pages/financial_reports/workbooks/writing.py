"""Writes figures as a workbook: empty to be filled in, or whole to be taken away."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from rcm_pages.financial_reports.workbooks import words
from rcm_pages.financial_reports.workbooks.words import COLUMNS, FACTS, HINTS, SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from rcm_pages.financial_reports.statement import Statement

_AMOUNT = "#,##0.00"
_HEAD = Font(bold=True)
_GROUND = PatternFill("solid", fgColor="EBE6ED")


def _put(sheet: Any, row: int, column: int, value: Any) -> Any:
    """Write a value; a text is a text, even if it begins as a formula does."""
    cell = sheet.cell(row=row, column=column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif value is not None:
        cell.number_format = _AMOUNT
    return cell


def _table(
    book: Workbook,
    kind: str,
    language: str,
    rows: Iterable[tuple[Any, ...]],
    totals: tuple[Any, ...] | None,
    leave_out: tuple[str, ...] = (),
) -> None:
    sheet = book.create_sheet(SHEETS[kind].written(language))
    columns = [name for name in COLUMNS[kind] if name not in leave_out]
    for number, name in enumerate(columns, start=1):
        cell = _put(sheet, 1, number, COLUMNS[kind][name].written(language))
        cell.font, cell.fill = _HEAD, _GROUND
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        width = 30 if name in words.TEXTS else 18
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    last = 1
    for last, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            _put(sheet, last, number, value)
    if totals is not None:
        for number, value in enumerate(totals, start=1):
            _put(sheet, last + 1, number, value).font = _HEAD


def _facts(book: Workbook, statement: Statement | None, language: str) -> None:
    sheet = book.create_sheet(SHEETS[words.REPORT].written(language))
    values: dict[str, Any] = {"period": None, "currency": "USD"}
    if statement:
        values = {
            "period": str(statement.period),
            "currency": statement.currency,
            "opening": statement.opening,
            "closing": statement.closing,
        }
    for number, (name, said) in enumerate(FACTS.items(), start=1):
        _put(sheet, number, 1, said.written(language)).font = _HEAD
        _put(sheet, number, 2, values.get(name))
    if statement is None:
        hints = HINTS.es if language == "es" else HINTS.en
        for row, hint in zip((1, 2, 6, 7), hints, strict=True):
            _put(sheet, row, 3 if row < 5 else 1, hint).font = Font(italic=True)
    for column, width in (("A", 30), ("B", 18), ("C", 44)):
        sheet.column_dimensions[column].width = width


def _bytes(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.active)
    return book


def template(states: Iterable[str], language: str) -> bytes:
    """Write an empty workbook in a language, with a row for each of these states."""
    book = _empty()
    total = words.TOTAL.written(language)
    _facts(book, None, language)
    rows = [(name,) for name in states]
    out = ("outstanding",)
    _table(book, words.CONTRIBUTIONS, language, rows, (total,), leave_out=out)
    _table(book, words.EXPENDITURE, language, (), None)
    _table(book, words.INCOME, language, (), None)
    return _bytes(book)


def export(statement: Statement, names: Mapping[str, str], language: str) -> bytes:
    """Write figures as a workbook in a language; read back, it is the same figures."""
    book = _empty()
    total = words.TOTAL.written(language)
    _facts(book, statement, language)
    of_states = [
        (
            names.get(r.party, r.party),
            *(r.arrears, r.assessed, r.received, r.outstanding),
        )
        for r in statement.contributions
    ]
    sums: tuple[Decimal, ...] = (
        statement.arrears, statement.assessed, statement.received,
        statement.outstanding,
    )  # fmt: skip
    _table(book, words.CONTRIBUTIONS, language, of_states, (total, *sums))
    of_lines = [
        (r.line.en, r.line.es, r.project.en, r.project.es, r.budgeted, r.spent)
        for r in statement.expenditures
    ]
    sums = (statement.budgeted, statement.spent)
    lines_total = (total, None, None, None, *sums)
    _table(book, words.EXPENDITURE, language, of_lines, lines_total)
    of_others = [(r.source.en, r.source.es, r.amount) for r in statement.incomes]
    incomes_total = (total, None, statement.other_income)
    _table(book, words.INCOME, language, of_others, incomes_total)
    return _bytes(book)
