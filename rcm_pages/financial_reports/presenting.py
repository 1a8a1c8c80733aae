"""A report's figures as its readers see them: summary, tables, charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.documents.permissions import readable_documents
from rcm_pages.financial_reports import charts
from rcm_pages.financial_reports.beside import is_as_read, workbook_of
from rcm_pages.financial_reports.comparing import Change, spending_by
from rcm_pages.financial_reports.records import before, figures_of, statement_of
from rcm_pages.financial_reports.reviewing import names_of
from rcm_pages.financial_reports.tables import language, tables_of

if TYPE_CHECKING:
    from decimal import Decimal

    from django.utils.safestring import SafeString

    from cms.documents.models import Document
    from cms.works.models import Work
    from rcm_pages.financial_reports.figures import Figures
    from rcm_pages.financial_reports.periods import Period
    from rcm_pages.financial_reports.statement import Statement
    from rcm_pages.financial_reports.tables import Table


@dataclass(frozen=True)
class Figure:
    """One of the figures at the top."""

    label: str
    amount: Decimal
    change: Change | None = None


@dataclass(frozen=True)
class Account:
    """Everything that the page shows of the figures."""

    work: Work
    statement: Statement
    # The period before, where this reader may read its report in the same currency.
    compared_with: Period | None
    # A report before that is in another currency is named, and not compared.
    other_currency: str
    summary: list[Figure]
    tables: list[Table]
    charts: dict[str, SafeString]
    # The file that they were read from, if this reader may have it.
    workbook: Document | None
    is_as_read: bool

    @property
    def files(self) -> list[Document]:
        """The workbook as the list that shows files."""
        return [self.workbook] if self.workbook else []


def _summary(statement: Statement, then: Statement | None) -> list[Figure]:
    def figure(label: str, name: str) -> Figure:
        now = getattr(statement, name)
        change = Change(now, getattr(then, name)) if then else None
        return Figure(label, now, change)

    return [
        figure(_("Contributions received"), "received"),
        figure(_("Contributions outstanding"), "outstanding"),
        figure(_("Expenditure"), "spent"),
        figure(_("Closing balance"), "closing"),
    ]


def _contributions_chart(statement: Statement, names: dict[str, str]) -> SafeString:
    rows = sorted(statement.contributions, key=lambda r: names.get(r.party, r.party))
    return charts.bars(
        key="chart-contributions",
        title=_("Contributions by country, %(period)s") % {"period": statement.period},
        description=_(
            "Bars for each country: what it was assessed and what was received, in "
            "%(currency)s. The same amounts stand in the table."
        )
        % {"currency": statement.currency},
        names=[names.get(row.party, row.party) for row in rows],
        series=[
            (_("Assessed"), [row.assessed for row in rows]),
            (_("Received"), [row.received for row in rows]),
        ],
    )


def _lines_chart(statement: Statement) -> SafeString:
    rows = list(spending_by(statement.expenditures, lambda row: row.line).values())
    return charts.bars(
        key="chart-lines",
        title=_("Expenditure by line, %(period)s") % {"period": statement.period},
        description=_(
            "Bars for each line: what was budgeted and what was spent, in "
            "%(currency)s. The same amounts stand in the table."
        )
        % {"currency": statement.currency},
        names=[row.name.said_in(language()) for row in rows],
        series=[
            (_("Budgeted"), [row.budgeted for row in rows]),
            (_("Spent"), [row.spent for row in rows]),
        ],
    )


def compared(work: Work, statement: Statement, *, user: Any) -> Statement | None:
    """Return the statement of the period before, if this person may read it."""
    earlier = before(work, statement.period, user=user)
    return statement_of(earlier) if earlier else None


def _workbook(figures: Figures, *, user: Any) -> Document | None:
    found = workbook_of(figures)
    return next(iter(readable_documents(user, [found])), None) if found else None


def account_of(work: Work, *, user: Any) -> Account | None:
    """Return the figures of a work for a reader who may read it; None without any."""
    figures = figures_of(work)
    if figures is None:
        return None
    statement = statement_of(figures)
    found = compared(work, statement, user=user)
    then = found if found and found.currency == statement.currency else None
    codes = {row.party for row in statement.contributions}
    codes |= {row.party for row in then.contributions} if then else set()
    names = names_of(codes)
    drawn = {}
    if statement.contributions:
        drawn["contributions"] = _contributions_chart(statement, names)
    if statement.expenditures:
        drawn["lines"] = _lines_chart(statement)
    return Account(
        work=work,
        statement=statement,
        compared_with=then.period if then else None,
        other_currency=found.currency if found and not then else "",
        summary=_summary(statement, then),
        tables=tables_of(statement, then, names),
        charts=drawn,
        workbook=_workbook(figures, user=user),
        is_as_read=is_as_read(figures),
    )
