"""Figures beside those of the period before: absolute and in per cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from rcm_pages.financial_reports.amounts import ZERO
from rcm_pages.financial_reports.statement import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rcm_pages.financial_reports.statement import Expenditure

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Change:
    """What an amount is more or less than before; no per cent of nothing."""

    now: Decimal
    before: Decimal

    @property
    def amount(self) -> Decimal:
        """The difference."""
        return self.now - self.before

    @property
    def percent(self) -> Decimal | None:
        """The difference in per cent of what was before, to a tenth."""
        if self.before == ZERO:
            return None
        share = self.amount / abs(self.before) * 100
        return share.quantize(_TENTH, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Spending:
    """What was budgeted and spent under one name."""

    name: Name
    budgeted: Decimal = ZERO
    spent: Decimal = ZERO


def spending_by(
    rows: Iterable[Expenditure], name_of: Callable[[Expenditure], Name]
) -> dict[str, Spending]:
    """Sum expenditure by line or by project, in the order of first appearance."""
    found: dict[str, Spending] = {}
    for row in rows:
        name = name_of(row)
        had = found.get(name.key, Spending(name))
        found[name.key] = Spending(
            had.name, had.budgeted + row.budgeted, had.spent + row.spent
        )
    return found


def beside(
    now: dict[str, Any], before: dict[str, Any] | None
) -> Iterable[tuple[Any, Any]]:
    """Pair rows with those of the period before; what ended comes last, with None."""
    for key, row in now.items():
        yield row, before.get(key) if before is not None else None
    for key, row in (before or {}).items():
        if key not in now:
            yield None, row
