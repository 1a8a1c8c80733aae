"""Tables that a plain text holds as lines: rows of cells, and what the columns say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .dates import days_in, month_in, year_in
from .labels import label_of
from .marks import folded, plain
from .paper import Deadline

_BETWEEN = re.compile(r"\s*\t\s*|\s*\|\s*|\s{3,}")
_CLOSE = re.compile(r"\s*\t\s*|\s*\|\s*|\s{2,}")
_TAB = re.compile(r"[\t|]")
_NUMBER = re.compile(r"\d{1,3}")
_WHO = re.compile(
    r"(?:responsible|responsables?|in charge|encargad[oa]s?|actor(?:es|s)?|"
    r"who|quien(?:es)?|lead|institucion(?:es)?|institutions?|a cargo)\b.{0,40}"
)
_WHEN = re.compile(
    r"(?:deadline|due|dates?|by when|when|time ?(?:line|frame|limit)|period|"
    r"plazos?|fechas?|cuando|cronograma|periodo|vencimiento)\b.{0,40}"
)
_PERSON = re.compile(
    r"(?:participants?|participantes?|delegad[oa]s?|delegates?|names?|nombres?|"
    r"nombre y apellidos?|positions?|cargos?|e-?mails?|correo(?: electronico)?)"
)
# The same said in a line of its own or at a paragraph's end: `Responsable: ST.`
_SAID_WHO = re.compile(
    r"\b(?:responsible(?: body| bodies| part(?:y|ies))?|responsables?|"
    r"in charge|a cargo)\s*:\s*(?P<said>[^.;:]{2,160})",
    re.IGNORECASE,
)
_SAID_WHEN = re.compile(
    r"\b(?:deadline|due date|time ?frame|time ?line|plazo|fecha l[íi]mite)\s*:\s*"
    r"(?P<said>[^;:]{2,80})",
    re.IGNORECASE,
)
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """In which column of a table stands who is responsible, and in which by when."""

    count: int
    who: int | None
    when: int | None


def cells_of(printed: str, above: int = 0) -> tuple[str, ...]:
    """Give the cells of a line that is a table's row, else nothing.

    A label with a tab behind it makes no table. `above` is how many cells the row above
    has: the columns of a table may be so full that two spaces part them.
    """
    if above >= _LEAST:
        close = tuple(cell for cell in _CLOSE.split(printed.strip(" |\t")) if cell)
        if len(close) == above:
            return close
    cells = tuple(cell for cell in _BETWEEN.split(printed.strip(" |\t")) if cell)
    labelled = bool(cells) and label_of(f"{cells[0]} x") is not None
    least = 2 if _TAB.search(printed.strip(" |\t")) and not labelled else _LEAST
    return cells if len(cells) >= least else ()


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Read the head of a table; None where it names neither actors nor times."""
    heads = [folded(cell) for cell in cells]
    if any(_PERSON.fullmatch(head) for head in heads):
        return None  # who came, and from where
    who = next((at for at, head in enumerate(heads) if _WHO.fullmatch(head)), None)
    when = next((at for at, head in enumerate(heads) if _WHEN.fullmatch(head)), None)
    if who is None and when is None:
        return None
    return Columns(len(cells), who, when)


def number_of(cells: Sequence[str]) -> str:
    """Give the number that a row bears in its first cell, or nothing."""
    return cells[0] if cells and _NUMBER.fullmatch(cells[0]) else ""


def who_of(cells: Sequence[str], columns: Columns) -> str:
    """Give what a row says of who is responsible."""
    return _cell(cells, columns.count, columns.who)


def when_of(cells: Sequence[str], columns: Columns) -> str:
    """Give what a row says of by when."""
    return _cell(cells, columns.count, columns.when)


def _cell(cells: Sequence[str], count: int, at: int | None) -> str:
    return cells[at] if at is not None and len(cells) == count else ""


def said_who(text: str) -> str:
    """Give the words after `Responsible:`, or nothing."""
    found = _SAID_WHO.search(plain(text))
    return found["said"].strip() if found else ""


def said_when(text: str) -> str:
    """Give the words after `Deadline:`, or nothing."""
    found = _SAID_WHEN.search(plain(text))
    return found["said"].strip(" .") if found else ""


def bare_times(words: str) -> Iterator[Deadline]:
    """Read a day, month or year that stands alone where a time is told."""
    days = days_in(words)
    if days:
        yield Deadline(None, "day", "by", days.ends_on.isoformat(), words)
        return
    month = month_in(words)
    if month:
        anchor = f"{month.starts_on:%Y-%m}"
        yield Deadline(None, "month", "during", anchor, words)
        return
    year = year_in(words)
    if year:
        yield Deadline(None, "year", "during", str(year.starts_on.year), words)
