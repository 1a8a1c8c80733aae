"""What one statement changes of another, row by row and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rcm_pages.financial_reports.amounts import say_amount
from rcm_pages.financial_reports.reviewing import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rcm_pages.financial_reports.statement import Statement


@dataclass(frozen=True)
class Difference:
    """A value that changes: no ``before`` where it is new, no ``now`` where it goes."""

    what: str
    before: str
    now: str


def _values(
    statement: Statement | None, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield every value of a statement under its name."""
    if statement is None:
        return
    yield _("Period"), str(statement.period)
    yield _("Currency"), statement.currency
    yield _("Opening balance"), say_amount(statement.opening)
    yield _("Closing balance"), say_amount(statement.closing)
    for row in statement.contributions:
        state = names.get(row.party, row.party)
        yield f"{state}: {_('Arrears')}", say_amount(row.arrears)
        yield f"{state}: {_('Assessed')}", say_amount(row.assessed)
        yield f"{state}: {_('Received')}", say_amount(row.received)
    for line in statement.expenditures:
        parts = (line.line.en, line.line.es, line.project.en, line.project.es)
        name = " / ".join(filter(None, parts))
        yield f"{name}: {_('Budgeted')}", say_amount(line.budgeted)
        yield f"{name}: {_('Spent')}", say_amount(line.spent)
    for income in statement.incomes:
        name = " / ".join(filter(None, (income.source.en, income.source.es)))
        yield name, say_amount(income.amount)


def _numbered(values: Iterator[tuple[str, str]]) -> dict[tuple[str, int], str]:
    """Tell rows of the same name apart by their turn."""
    seen: dict[str, int] = {}
    found = {}
    for what, value in values:
        seen[what] = seen.get(what, 0) + 1
        found[what, seen[what]] = value
    return found


def differences(before: Statement | None, now: Statement) -> list[Difference]:
    """Return what would change if a statement took the place of another."""
    codes = {row.party for row in now.contributions}
    codes |= {row.party for row in before.contributions} if before else set()
    names = names_of(codes)
    had, has = _numbered(_values(before, names)), _numbered(_values(now, names))
    return [
        Difference(key[0], had.get(key, ""), has.get(key, ""))
        for key in dict.fromkeys((*has, *had))
        if had.get(key) != has.get(key)
    ]
