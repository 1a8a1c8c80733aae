"""A workbook being understood: what was read so far, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rcm_pages.financial_reports.amounts import (
    ZERO,
    NotAnAmountError,
    exact,
    read_amount,
)
from rcm_pages.financial_reports.workbooks.sheets import MOST_TROUBLES, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcm_pages.financial_reports.statement import Statement
    from rcm_pages.financial_reports.workbooks.sheets import Cell, Sheet

SIGNED = frozenset({"opening", "closing", "arrears", "outstanding"})


@dataclass
class Reading:
    """A workbook being understood; a statement only where there is no trouble."""

    # Every way to write a state's name, folded → its code.
    states: Mapping[str, str]
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    statement: Statement | None = None

    def trouble(self, sheet: Sheet, cell: str, message: str) -> None:
        """Keep what is wrong; after some dozens nobody reads on."""
        if len(self.troubles) < MOST_TROUBLES:
            self.troubles.append(Trouble(sheet.title, cell, message))

    def amount(self, sheet: Sheet, cell: Cell, name: str) -> Decimal:
        """Return the amount of a cell; what is none is kept as trouble."""
        try:
            amount = _amount_in(cell)
        except NotAnAmountError as error:
            self.trouble(sheet, cell.address, str(error))
            return ZERO
        if amount < 0 and name not in SIGNED:
            self.trouble(sheet, cell.address, _("This amount cannot be negative."))
        return amount


def _amount_in(cell: Cell) -> Decimal:
    """Read a number, or a number written as text; raises NotAnAmountError."""
    if cell.kind == "number":
        try:
            return exact(Decimal(cell.value))
        except InvalidOperation as error:
            raise NotAnAmountError(_("This is too large a number.")) from error
    if cell.kind == "text":
        return read_amount(cell.value)
    raise NotAnAmountError(_kept_out(cell))


def _kept_out(cell: Cell) -> str:
    if cell.kind == "formula":
        return _(
            "This formula has no kept result: %(formula)s. Open the workbook in Excel "
            "or LibreOffice, save it and bring it again, or write the number."
        ) % {"formula": cell.value[:60]}
    if cell.kind == "error":
        return _("The formula here ends in an error (%(error)s).") % {
            "error": cell.value[:20]
        }
    if cell.kind == "date":
        return _("An amount is expected; this is a date. Change the cell's format.")
    return _("An amount is expected, such as 1,234.50 or 1.234,50.")
