"""From cells to a statement: whole, or every reason why not, cell by cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from rcm_pages.financial_reports.amounts import ZERO, say_amount
from rcm_pages.financial_reports.names import clean_name
from rcm_pages.financial_reports.periods import NotAPeriodError, Period
from rcm_pages.financial_reports.statement import (
    Contribution,
    Expenditure,
    Income,
    Name,
    Statement,
)
from rcm_pages.financial_reports.workbooks import words
from rcm_pages.financial_reports.workbooks.reading import Reading
from rcm_pages.financial_reports.workbooks.sheets import (
    FoundTable,
    Sheet,
    Trouble,
    find_table,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcm_pages.financial_reports.workbooks.sheets import Cell


def understand(data: list[dict[str, Any]], states: Mapping[str, str]) -> Reading:
    """Make a statement of a workbook's cells; ``troubles`` says why there is none."""
    reading = Reading(states)
    found = _sheets(reading, [Sheet.from_data(each) for each in data])
    if len(found) < len(words.SHEETS):
        return reading
    facts = _facts(reading, found[words.REPORT])
    rows = {
        kind: _rows(reading, found[kind], kind)
        for kind in (words.CONTRIBUTIONS, words.EXPENDITURE, words.INCOME)
    }
    if reading.troubles:
        return reading
    reading.statement = Statement(
        **facts,
        contributions=tuple(rows[words.CONTRIBUTIONS]),
        expenditures=tuple(rows[words.EXPENDITURE]),
        incomes=tuple(rows[words.INCOME]),
    )
    return reading


def _sheets(reading: Reading, sheets: list[Sheet]) -> dict[str, Sheet]:
    """Find the four sheets by their names; what hides is not read."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        kinds = [k for k, said in words.SHEETS.items() if said.are(sheet.title)]
        if not kinds:
            reading.notes.append(
                _("The sheet “%(sheet)s” was not read.") % {"sheet": sheet.title}
            )
        elif sheet.is_hidden:
            reading.trouble(
                sheet, "", _("This sheet is hidden. Show it, so that all see it.")
            )
        elif kinds[0] in found:
            reading.trouble(sheet, "", _("There are two sheets of this kind."))
        else:
            found[kinds[0]] = sheet
    for kind, said in words.SHEETS.items():
        if kind not in found and not reading.troubles:
            nowhere = Sheet("", False, {}, [])
            reading.trouble(
                nowhere,
                "",
                _("A sheet called “%(english)s” or “%(spanish)s” is missing.")
                % {"english": said.en[0], "spanish": said.es[0]},
            )
    return found


def _facts(reading: Reading, sheet: Sheet) -> dict[str, Any]:
    """Read period, currency and balances: each stands right of its name."""
    found: dict[str, Any] = {}
    for _number, row in sorted(sheet.rows.items()):
        cells = [row[column] for column in sorted(row)]
        names = [n for n, said in words.FACTS.items() if said.are(cells[0].value)]
        if not names or names[0] in found:
            continue
        value = row.get(cells[0].column + 1)
        address = f"{get_column_letter(cells[0].column + 1)}{cells[0].row}"
        found[names[0]] = _fact(reading, sheet, names[0], value, address)
    for name, said in words.FACTS.items():
        if name not in found:
            reading.trouble(
                sheet,
                "",
                _("A row called “%(english)s” or “%(spanish)s” is missing.")
                % {"english": said.en[0], "spanish": said.es[0]},
            )
    return found


def _fact(
    reading: Reading, sheet: Sheet, name: str, cell: Cell | None, address: str
) -> Any:
    if cell is None:
        reading.trouble(sheet, address, _("This cell is empty; a value is expected."))
        return None
    if name in ("opening", "closing"):
        return reading.amount(sheet, cell, name)
    if name == "period":
        try:
            return Period.parse(cell.value)
        except NotAPeriodError as error:
            reading.trouble(sheet, cell.address, str(error))
            return None
    code = cell.value.strip().upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        reading.trouble(sheet, cell.address, _("Three capitals, such as USD."))
    return code


def _rows(reading: Reading, sheet: Sheet, kind: str) -> list[Any]:
    table = find_table(sheet, kind)
    if isinstance(table, Trouble):
        reading.troubles.append(table)
        return []
    _look_around(reading, sheet, table)
    made: list[Any] = []
    sums: dict[str, Decimal] = {}
    for number, cells in table.rows:
        if kind == words.CONTRIBUTIONS and set(cells) == {"party"}:
            continue
        row = _row(reading, sheet, table, (kind, number, cells))
        if row is None:
            continue
        if kind == words.CONTRIBUTIONS and any(r.party == row.party for r in made):
            reading.trouble(
                sheet, cells["party"].address, _("This country stands twice.")
            )
        made.append(row)
        for name in table.columns:
            value = getattr(row, name, None)
            if isinstance(value, Decimal):
                sums[name] = sums.get(name, ZERO) + value
    _check_totals(reading, sheet, table, sums)
    return made


def _look_around(reading: Reading, sheet: Sheet, table: FoundTable) -> None:
    """Point at merged cells, at rows below the total, at columns that are not read."""
    if table.rows:
        rows = range(table.rows[0][0], table.rows[-1][0] + 1)
        for area in sheet.merged_over(rows, set(table.columns.values())):
            reading.trouble(
                sheet, area, _("These cells are merged; each row needs its own.")
            )
    for cell in table.after:
        if cell.kind == "text":
            reading.notes.append(
                _("Not read, below the total: %(text)s") % {"text": cell.value[:80]}
            )
        else:
            reading.trouble(
                sheet, cell.address, _("An amount below the total belongs to no row.")
            )
    for heading in table.unread:
        reading.notes.append(
            _("The column “%(heading)s” of the sheet “%(sheet)s” was not read.")
            % {"heading": heading[:60], "sheet": sheet.title}
        )


def _row(
    reading: Reading,
    sheet: Sheet,
    table: FoundTable,
    where: tuple[str, int, dict[str, Cell]],
) -> Any:
    kind, number, cells = where
    amounts: dict[str, Decimal] = {}
    for name, column in table.columns.items():
        if name in words.TEXTS:
            continue
        if name in cells:
            amounts[name] = reading.amount(sheet, cells[name], name)
        elif name in words.REQUIRED[kind]:
            address = f"{get_column_letter(column)}{number}"
            reading.trouble(
                sheet, address, _("An amount is expected; write 0 where there is none.")
            )
    said = {n: clean_name(c.value) for n, c in cells.items() if n in words.TEXTS}
    if kind == words.CONTRIBUTIONS:
        return _contribution(reading, sheet, number, cells, amounts)
    first = words.NAMES[kind][0].split("_")[0]
    called = Name(said.get(f"{first}_en", ""), said.get(f"{first}_es", ""))
    if not called:
        reading.trouble(sheet, f"A{number}", _("This row has amounts and no name."))
    if kind == words.INCOME:
        return Income(called, amounts.get("amount", ZERO))
    project = Name(said.get("project_en", ""), said.get("project_es", ""))
    return Expenditure(
        called, project, amounts.get("budgeted", ZERO), amounts.get("spent", ZERO)
    )


def _contribution(
    reading: Reading,
    sheet: Sheet,
    number: int,
    cells: dict[str, Cell],
    amounts: dict[str, Decimal],
) -> Contribution | None:
    cell = cells.get("party")
    if cell is None:
        reading.trouble(sheet, f"A{number}", _("This row has amounts and no country."))
        return None
    code = reading.states.get(words.fold(cell.value))
    if code is None:
        reading.trouble(
            sheet,
            cell.address,
            _("A country of the Conference is expected, by its name in English or "
              "Spanish; “%(name)s” is not known.")
            % {"name": cell.value[:60]},
        )  # fmt: skip
        return None
    kept = {n: amounts.get(n, ZERO) for n in ("arrears", "assessed", "received")}
    row = Contribution(code, **kept)
    stated = amounts.get("outstanding")
    if stated is not None and stated != row.outstanding:
        reading.trouble(
            sheet,
            cells["outstanding"].address,
            _("Outstanding is stated as %(stated)s; arrears and assessed less received "
              "give %(computed)s.")
            % {"stated": say_amount(stated), "computed": say_amount(row.outstanding)},
        )  # fmt: skip
    return row


def _check_totals(
    reading: Reading, sheet: Sheet, table: FoundTable, sums: dict[str, Decimal]
) -> None:
    """Compare the totals that the sheet states with its rows."""
    for name, cell in table.totals.items():
        if name in words.TEXTS:
            continue
        stated = reading.amount(sheet, cell, "outstanding")
        if stated != sums.get(name, ZERO):
            reading.trouble(
                sheet,
                cell.address,
                _("The total is stated as %(stated)s; the rows add up to %(sum)s.")
                % {
                    "stated": say_amount(stated),
                    "sum": say_amount(sums.get(name, ZERO)),
                },
            )
