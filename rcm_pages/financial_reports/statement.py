"""The figures of one report as plain values: what is typed, read, checked and frozen.

Nothing here knows the database, a form or a workbook. Whatever can be computed is
computed here and stored nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rcm_pages.financial_reports.amounts import ZERO
from rcm_pages.financial_reports.periods import Period


def _sum(amounts: Any) -> Decimal:
    return sum(amounts, ZERO)


@dataclass(frozen=True)
class Name:
    """What a row is called in both languages; one of them may be missing."""

    en: str = ""
    es: str = ""

    def __bool__(self) -> bool:
        return bool(self.en or self.es)

    def said_in(self, language: str) -> str:
        """Return the name in a language, or else in the other one."""
        return (self.es or self.en) if language == "es" else (self.en or self.es)

    def language_in(self, language: str) -> str:
        """Return the language in which ``said_in`` speaks."""
        return (
            language if getattr(self, language) else {"en": "es", "es": "en"}[language]
        )

    @property
    def key(self) -> str:
        """What makes it the same row in another period."""
        return " ".join((self.en or self.es).casefold().split())


@dataclass(frozen=True)
class Contribution:
    """What a state owed from before, was assessed and paid; the rest is outstanding."""

    party: str
    arrears: Decimal = ZERO
    assessed: Decimal = ZERO
    received: Decimal = ZERO

    @property
    def outstanding(self) -> Decimal:
        """What is still owed; negative where more was paid than was due."""
        return self.arrears + self.assessed - self.received


@dataclass(frozen=True)
class Expenditure:
    """A line of the budget, of a project or of the general operation."""

    line: Name
    project: Name
    budgeted: Decimal = ZERO
    spent: Decimal = ZERO


@dataclass(frozen=True)
class Income:
    """Income from others than the member states."""

    source: Name
    amount: Decimal = ZERO


@dataclass(frozen=True)
class Statement:
    """The figures of one period in one currency."""

    period: Period
    currency: str = "USD"
    opening: Decimal = ZERO
    closing: Decimal = ZERO
    contributions: tuple[Contribution, ...] = ()
    expenditures: tuple[Expenditure, ...] = ()
    incomes: tuple[Income, ...] = ()

    @property
    def arrears(self) -> Decimal:
        """What all states owed from before."""
        return _sum(row.arrears for row in self.contributions)

    @property
    def assessed(self) -> Decimal:
        """What all states were asked for."""
        return _sum(row.assessed for row in self.contributions)

    @property
    def received(self) -> Decimal:
        """What all states paid."""
        return _sum(row.received for row in self.contributions)

    @property
    def outstanding(self) -> Decimal:
        """What all states still owe."""
        return _sum(row.outstanding for row in self.contributions)

    @property
    def other_income(self) -> Decimal:
        """What came from others."""
        return _sum(row.amount for row in self.incomes)

    @property
    def budgeted(self) -> Decimal:
        """What all lines provided for."""
        return _sum(row.budgeted for row in self.expenditures)

    @property
    def spent(self) -> Decimal:
        """What was spent on all lines."""
        return _sum(row.spent for row in self.expenditures)

    @property
    def computed_closing(self) -> Decimal:
        """The balance that follows from the rows."""
        return self.opening + self.received + self.other_income - self.spent


def as_data(statement: Statement) -> dict[str, Any]:
    """Write a statement as JSON knows it: amounts as text, rows in their order."""
    return {
        "period": str(statement.period),
        "currency": statement.currency,
        "opening": str(statement.opening),
        "closing": str(statement.closing),
        "contributions": [
            {
                "party": row.party,
                "arrears": str(row.arrears),
                "assessed": str(row.assessed),
                "received": str(row.received),
            }
            for row in statement.contributions
        ],
        "expenditures": [
            {
                "line": [row.line.en, row.line.es],
                "project": [row.project.en, row.project.es],
                "budgeted": str(row.budgeted),
                "spent": str(row.spent),
            }
            for row in statement.expenditures
        ],
        "incomes": [
            {"source": [row.source.en, row.source.es], "amount": str(row.amount)}
            for row in statement.incomes
        ],
    }


def from_data(data: dict[str, Any]) -> Statement:
    """Read what ``as_data`` wrote."""
    return Statement(
        period=Period.parse(data["period"]),
        currency=data["currency"],
        opening=Decimal(data["opening"]),
        closing=Decimal(data["closing"]),
        contributions=tuple(
            Contribution(
                row["party"],
                *(Decimal(row[name]) for name in ("arrears", "assessed", "received")),
            )
            for row in data["contributions"]
        ),
        expenditures=tuple(
            Expenditure(
                Name(*row["line"]),
                Name(*row["project"]),
                Decimal(row["budgeted"]),
                Decimal(row["spent"]),
            )
            for row in data["expenditures"]
        ),
        incomes=tuple(
            Income(Name(*row["source"]), Decimal(row["amount"]))
            for row in data["incomes"]
        ),
    )
