"""The tables of a report, as readers see and download them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rcm_pages.financial_reports.amounts import ZERO
from rcm_pages.financial_reports.comparing import (
    Change,
    Spending,
    beside,
    spending_by,
)
from rcm_pages.financial_reports.statement import Contribution, Income, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rcm_pages.financial_reports.statement import Expenditure, Statement


@dataclass(frozen=True)
class Row:
    """A name, its amounts, and the change of the last measure where one is known."""

    name: str
    amounts: tuple[Decimal, ...]
    change: Change | None = None
    # Where it is not the language of the page.
    language: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under their headings; ``compared`` names the amount whose change is told."""

    key: str
    caption: str
    first: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    compared: str = ""


def language() -> str:
    """Return the active language, of the two that names are kept in."""
    return "es" if (get_language() or "").startswith("es") else "en"


def _foreign(name: Name) -> str:
    said = name.language_in(language())
    return said if said != language() else ""


def _row(
    name: str, amounts: tuple[Decimal, ...], now: Decimal, then: Any, **said: Any
) -> Row:
    """Make a row; ``then`` is the amount before, None where nothing is compared."""
    change = None if then is None else Change(now, then)
    return Row(name, amounts, change, **said)


def contributions_table(
    statement: Statement, before: Statement | None, names: Mapping[str, str]
) -> Table:
    """Contributions by state, in the order of their names."""

    def by_party(each: Statement) -> dict[str, Contribution]:
        rows = sorted(each.contributions, key=lambda r: names.get(r.party, r.party))
        return {row.party: row for row in rows}

    rows = []
    pairs = beside(by_party(statement), by_party(before) if before else None)
    for row, then in pairs:
        here = row or Contribution(then.party)
        amounts = (here.arrears, here.assessed, here.received, here.outstanding)
        received = then.received if then else (None if before is None else ZERO)
        rows.append(
            _row(
                names.get(here.party, here.party),
                amounts,
                here.received,
                received,
                is_new=before is not None and then is None,
            )
        )
    sums = (
        statement.arrears, statement.assessed, statement.received,
        statement.outstanding,
    )  # fmt: skip
    return Table(
        "contributions",
        _("Contributions by country"),
        _("Country"),
        (_("Arrears"), _("Assessed"), _("Received"), _("Outstanding")),
        tuple(rows),
        _row(_("Total"), sums, statement.received, before.received if before else None),
        compared=_("Received"),
    )


def _spending_rows(
    statement: Statement,
    before: Statement | None,
    name_of: Callable[[Expenditure], Name],
) -> Iterable[Row]:
    general = _("General operation")
    pairs = beside(
        spending_by(statement.expenditures, name_of),
        spending_by(before.expenditures, name_of) if before else None,
    )
    for row, then in pairs:
        here = row or Spending(then.name)
        spent = then.spent if then else (None if before is None else ZERO)
        yield _row(
            here.name.said_in(language()) or general,
            (here.budgeted, here.spent, here.budgeted - here.spent),
            here.spent,
            spent,
            language=_foreign(here.name) if here.name else "",
            is_new=before is not None and then is None,
        )


def expenditure_table(
    statement: Statement, before: Statement | None, *, by_project: bool
) -> Table:
    """Expenditure by line of the budget, or by project."""

    def name_of(row: Expenditure) -> Name:
        return row.project if by_project else row.line

    sums = (statement.budgeted, statement.spent, statement.budgeted - statement.spent)
    return Table(
        "projects" if by_project else "lines",
        _("Expenditure by project") if by_project else _("Expenditure by line"),
        _("Project") if by_project else _("Line"),
        (_("Budgeted"), _("Spent"), _("Not spent")),
        tuple(_spending_rows(statement, before, name_of)),
        _row(_("Total"), sums, statement.spent, before.spent if before else None),
        compared=_("Spent"),
    )


def income_table(statement: Statement, before: Statement | None) -> Table:
    """Income from others than the member states."""

    def by_source(each: Statement) -> dict[str, Income]:
        found: dict[str, Income] = {}
        for row in each.incomes:
            had = found.get(row.source.key, Income(row.source))
            found[row.source.key] = Income(had.source, had.amount + row.amount)
        return found

    rows = []
    pairs = beside(by_source(statement), by_source(before) if before else None)
    for row, then in pairs:
        here = row or Income(then.source)
        amount = then.amount if then else (None if before is None else ZERO)
        rows.append(
            _row(
                here.source.said_in(language()),
                (here.amount,),
                here.amount,
                amount,
                language=_foreign(here.source),
                is_new=before is not None and then is None,
            )
        )
    total = statement.other_income
    return Table(
        "incomes",
        _("Income from others"),
        _("From whom"),
        (_("Amount"),),
        tuple(rows),
        _row(_("Total"), (total,), total, before.other_income if before else None),
        compared=_("Amount"),
    )


def balance_table(statement: Statement, before: Statement | None) -> Table:
    """From the opening balance to the closing one."""
    steps = (
        (_("Opening balance"), lambda s: s.opening),
        (_("Contributions received"), lambda s: s.received),
        (_("Income from others"), lambda s: s.other_income),
        (_("Expenditure"), lambda s: -s.spent if s.spent else s.spent),
    )
    rows = tuple(
        _row(label, (of(statement),), of(statement), of(before) if before else None)
        for label, of in steps
    )
    closing = statement.closing
    return Table(
        "balance",
        _("Balance"),
        _("Entry of the balance"),
        (_("Amount"),),
        rows,
        _row(
            _("Closing balance"),
            (closing,),
            closing,
            before.closing if before else None,
        ),
        compared=_("Amount"),
    )


def tables_of(
    statement: Statement, before: Statement | None, names: Mapping[str, str]
) -> list[Table]:
    """Return the tables that have rows; one currency is not compared with another."""
    if before and before.currency != statement.currency:
        before = None
    tables = [
        balance_table(statement, before),
        contributions_table(statement, before, names),
        expenditure_table(statement, before, by_project=False),
    ]
    if any(row.project for row in statement.expenditures):
        tables.append(expenditure_table(statement, before, by_project=True))
    tables.append(income_table(statement, before))
    return [table for table in tables if table.rows]
