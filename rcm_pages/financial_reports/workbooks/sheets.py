"""A sheet as the child gave it: rows of cells, and the table that stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from rcm_pages.financial_reports.workbooks.words import (
    COLUMNS,
    NAMES,
    REQUIRED,
    TOTAL,
)

# In how many rows from the top the headings are looked for.
DEEPEST_HEADING = 20
MOST_TROUBLES = 60


@dataclass(frozen=True)
class Cell:
    """A cell that holds something."""

    address: str
    row: int
    column: int
    kind: str
    value: str


@dataclass(frozen=True)
class Trouble:
    """What is wrong, where, and what was expected."""

    sheet: str
    cell: str
    message: str


@dataclass
class Sheet:
    """The cells of a sheet, by row and column."""

    title: str
    is_hidden: bool
    rows: dict[int, dict[int, Cell]]
    merged: list[dict[str, Any]]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Sheet:
        """Take what the child said."""
        rows: dict[int, dict[int, Cell]] = {}
        for address, said in data["cells"].items():
            cell = Cell(
                address, said["row"], said["column"], said["kind"], said["value"]
            )
            rows.setdefault(cell.row, {})[cell.column] = cell
        return cls(data["title"], data["is_hidden"], rows, data["merged"])

    def merged_over(self, rows: range, columns: set[int]) -> list[str]:
        """Return the merged areas that cover cells of a table."""
        return [
            area["range"]
            for area in self.merged
            if area["rows"][0] < rows.stop
            and area["rows"][1] >= rows.start
            and any(area["columns"][0] <= c <= area["columns"][1] for c in columns)
        ]


@dataclass
class FoundTable:
    """The rows below the headings, each as its column's name → cell."""

    columns: dict[str, int]
    rows: list[tuple[int, dict[str, Cell]]] = field(default_factory=list)
    totals: dict[str, Cell] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    after: list[Cell] = field(default_factory=list)


def _headings(kind: str, row: dict[int, Cell]) -> tuple[dict[str, int], list[str]]:
    found: dict[str, int] = {}
    unread = []
    for column, cell in sorted(row.items()):
        known = [
            name
            for name, words in COLUMNS[kind].items()
            if cell.kind == "text" and words.are(cell.value) and name not in found
        ]
        if known:
            found[known[0]] = column
        else:
            unread.append(cell.value)
    return found, unread


def find_table(sheet: Sheet, kind: str) -> FoundTable | Trouble:
    """Find the headings of a table, in either language, and the rows below them."""
    for number in sorted(sheet.rows):
        if number > DEEPEST_HEADING:
            break
        columns, unread = _headings(kind, sheet.rows[number])
        if any(name in columns for name in NAMES[kind]) and all(
            name in columns for name in REQUIRED[kind]
        ):
            table = FoundTable(columns, unread=unread)
            _fill(table, sheet, number, kind)
            return table
    wanted = [
        COLUMNS[kind][NAMES[kind][0]],
        *(COLUMNS[kind][n] for n in REQUIRED[kind]),
    ]
    said = {
        "english": ", ".join(words.en[0] for words in wanted),
        "spanish": ", ".join(words.es[0] for words in wanted),
    }
    return Trouble(
        sheet.title,
        "",
        _(
            "A row of headings is expected in the first twenty rows: %(english)s; or "
            "%(spanish)s."
        )
        % said,
    )


def _fill(table: FoundTable, sheet: Sheet, heading: int, kind: str) -> None:
    names = {column: name for name, column in table.columns.items()}
    for number in sorted(row for row in sheet.rows if row > heading):
        cells = {
            names[column]: cell
            for column, cell in sheet.rows[number].items()
            if column in names
        }
        if table.totals:
            table.after += cells.values()
        elif _is_total(cells, kind):
            table.totals = cells
        elif cells:
            table.rows.append((number, cells))


def _is_total(cells: dict[str, Cell], kind: str) -> bool:
    said = [cells[name] for name in NAMES[kind] if name in cells]
    return bool(said) and any(TOTAL.are(cell.value) for cell in said)
