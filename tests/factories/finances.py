"""Figures of financial reports, made through actions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cms.works import actions as works
from rcm_pages.financial_reports.actions import save_figures
from rcm_pages.financial_reports.periods import Period
from rcm_pages.financial_reports.statement import (
    Contribution,
    Expenditure,
    Income,
    Name,
    Statement,
)
from tests.factories import people
from tests.factories.works import draft_text

if TYPE_CHECKING:
    from cms.works.models import Work

STAFF = Name("Staff", "Personal")
TRAVEL = Name("Travel", "Viajes")
TRAINING = Name("Training project", "Proyecto de capacitación")


def statement_for(period: str = "I-2016", **changes: Any) -> Statement:
    """Return figures that add up: 100 + 70.50 + 20 − 60.25 = 130.25."""
    values: dict[str, Any] = {
        "period": Period.parse(period),
        "opening": Decimal("100.00"),
        "closing": Decimal("130.25"),
        "contributions": (
            Contribution("CR", Decimal("5.00"), Decimal("40.00"), Decimal("40.50")),
            Contribution("GT", Decimal("0.00"), Decimal("30.00"), Decimal("30.00")),
        ),
        "expenditures": (
            Expenditure(STAFF, Name(), Decimal("50.00"), Decimal("45.25")),
            Expenditure(TRAVEL, TRAINING, Decimal("20.00"), Decimal("15.00")),
        ),
        "incomes": (Income(Name("A friend", "Un amigo"), Decimal("20.00")),),
    }
    return Statement(**(values | changes))


def draft_report(statement: Statement | None = None, **fields: Any) -> Work:
    """Make a draft of a financial report with figures."""
    by = people.editor()
    work = draft_text("financial_report", by=by, **fields)
    save_figures(work=work, statement=statement or statement_for(), edition=0, by=by)
    return work


def recorded_report(statement: Statement | None = None, **fields: Any) -> Work:
    """Make a financial report, entered into the archive, with figures."""
    work = draft_report(statement, provenance="Found in a test", **fields)
    return works.enter_as_recorded(work=work, by=people.editor())
