"""Figures as comma-separated values: a row an amount, for whoever reckons on."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cms.works.sheets import harmless
from rcm_pages.financial_reports.reviewing import names_of
from rcm_pages.financial_reports.tables import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from rcm_pages.financial_reports.statement import Statement

# Codes, the same in both languages, so that a table goes with one of another day.
HEADINGS = (
    *("period", "currency", "table", "code", "name", "project", "measure", "amount"),
)

Row = tuple[str, str, str, str, str, "Decimal"]


def _rows(statement: Statement, names: dict[str, str]) -> Iterator[Row]:
    said = language()
    for measure in ("opening", "closing"):
        yield "balance", "", "", "", measure, getattr(statement, measure)
    for row in statement.contributions:
        for measure in ("arrears", "assessed", "received", "outstanding"):
            name = names.get(row.party, row.party)
            yield "contributions", row.party, name, "", measure, getattr(row, measure)
    for line in statement.expenditures:
        name, project = line.line.said_in(said), line.project.said_in(said)
        yield "expenditure", "", name, project, "budgeted", line.budgeted
        yield "expenditure", "", name, project, "spent", line.spent
    for income in statement.incomes:
        yield "income", "", income.source.said_in(said), "", "amount", income.amount


def table(statements: Iterable[Statement]) -> bytes:
    """Write statements as CSV in UTF-8, with the mark by which Excel knows it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(HEADINGS)
    some = list(statements)
    names = names_of({row.party for each in some for row in each.contributions})
    for each in some:
        for kind, code, name, project, measure, amount in _rows(each, names):
            texts = (kind, code, harmless(name), harmless(project), measure)
            writer.writerow((each.period, each.currency, *texts, f"{amount:.2f}"))
    return buffer.getvalue().encode("utf-8-sig")
