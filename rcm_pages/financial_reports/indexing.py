"""What the search finds of a report's figures: the names of rows, and amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from rcm_pages.financial_reports.amounts import say_amount
from rcm_pages.financial_reports.reviewing import names_of

if TYPE_CHECKING:
    from rcm_pages.financial_reports.statement import Statement


def words_of(statement: Statement, language: str) -> list[str]:
    """Return a line for each row, in a language, as its readers see it."""
    with translation.override(language):
        names = names_of({row.party for row in statement.contributions})
        lines = [f"{statement.period} {statement.currency}"]
        lines += [
            f"{names.get(row.party, row.party)}: "
            f"{say_amount(row.assessed)} · {say_amount(row.received)} · "
            f"{say_amount(row.outstanding)}"
            for row in statement.contributions
        ]
        for row in statement.expenditures:
            said = [row.line.said_in(language), row.project.said_in(language)]
            name = ", ".join(filter(None, said))
            lines.append(
                f"{name}: {say_amount(row.budgeted)} · {say_amount(row.spent)}"
            )
        lines += [
            f"{row.source.said_in(language)}: {say_amount(row.amount)}"
            for row in statement.incomes
        ]
    return lines
