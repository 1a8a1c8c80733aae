"""What is asked of figures: what keeps a report from being submitted, what only warns.

The Action Plan asks that experts can evaluate the report (V.c): figures that contradict
themselves do not go out, figures that surprise are pointed at. The rest is our reading:

=====================  ======  ==============================================
rule                   does    asks
=====================  ======  ==============================================
``balance``            blocks  opening + received + other income − spent = closing
``opening``            warns   opening = closing of the period before
``arrears``            warns   arrears = outstanding of the period before, by state
``received``           warns   received ≤ arrears + assessed
``spent``              warns   spent ≤ budgeted, by line
``members``            warns   every member state has its row, and nobody else
``languages``          warns   every name stands in both languages
``twice``              warns   no line or source stands twice
``currency``           warns   the currency is that of the period before
``period``             warns   no other report in force is for this period
=====================  ======  ==============================================

What is no amount, no period or no known party cannot be saved at all, and a total
stated in a workbook that its rows do not give stops the workbook (``workbooks``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rcm_pages.financial_reports.amounts import ZERO, say_amount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rcm_pages.financial_reports.statement import Statement

CLAUSE = "V.c"


@dataclass(frozen=True)
class Finding:
    """What a rule found, in words; some keep the report from being submitted."""

    rule: str
    message: str
    blocks: bool = False
    clause: str = CLAUSE


@dataclass(frozen=True)
class Surroundings:
    """What the rules compare figures with; ``names`` has a name for every party."""

    before: Statement | None = None
    names: Mapping[str, str] | None = None
    members: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    def name_of(self, code: str) -> str:
        """Return what a party is called."""
        return (self.names or {}).get(code, code)


def balance(statement: Statement) -> Finding | None:
    """Closing balance = opening + received + other income − spent; blocks."""
    computed = statement.computed_closing
    if computed == statement.closing:
        return None
    said = {
        "stated": say_amount(statement.closing),
        "computed": say_amount(computed),
        "difference": say_amount(statement.closing - computed),
    }
    message = _(
        "The closing balance is given as %(stated)s, but opening balance, "
        "contributions received and other income less expenditure give %(computed)s: "
        "a difference of %(difference)s."
    )
    return Finding("balance", message % said, blocks=True)


def _opening(statement: Statement, around: Surroundings) -> Iterator[str]:
    before = around.before
    if (
        before
        and before.currency == statement.currency
        and before.closing != statement.opening
    ):
        yield _(
            "The opening balance is %(opening)s; %(period)s closed with %(closing)s."
        ) % {
            "opening": say_amount(statement.opening),
            "period": before.period,
            "closing": say_amount(before.closing),
        }


def _arrears(statement: Statement, around: Surroundings) -> Iterator[str]:
    before = around.before
    if before is None or before.currency != statement.currency:
        return
    owed = {row.party: row.outstanding for row in before.contributions}
    for row in statement.contributions:
        if row.party in owed and owed[row.party] != row.arrears:
            yield _(
                "%(state)s: arrears of %(arrears)s; at the end of %(period)s %(owed)s "
                "were outstanding."
            ) % {
                "state": around.name_of(row.party),
                "arrears": say_amount(row.arrears),
                "period": before.period,
                "owed": say_amount(owed[row.party]),
            }


def _received(statement: Statement, around: Surroundings) -> Iterator[str]:
    for row in statement.contributions:
        if row.outstanding < ZERO:
            yield _(
                "%(state)s: %(received)s received, more than the %(due)s that were due."
            ) % {
                "state": around.name_of(row.party),
                "received": say_amount(row.received),
                "due": say_amount(row.arrears + row.assessed),
            }


def _spent(statement: Statement, _around: Surroundings) -> Iterator[str]:
    for row in statement.expenditures:
        if row.spent > row.budgeted:
            yield _("%(line)s: %(spent)s spent, %(budgeted)s budgeted.") % {
                "line": row.line.en or row.line.es,
                "spent": say_amount(row.spent),
                "budgeted": say_amount(row.budgeted),
            }


def _members(statement: Statement, around: Surroundings) -> Iterator[str]:
    named = {row.party for row in statement.contributions}
    for text, codes in (
        (_("Member states without a row: %(states)s."), around.members - named),
        (
            _("Not member states at the end of the period: %(states)s."),
            named - around.members if around.members else frozenset(),
        ),
    ):
        if codes:
            yield text % {"states": ", ".join(sorted(map(around.name_of, codes)))}


def _languages(statement: Statement, _around: Surroundings) -> Iterator[str]:
    names = [row.line for row in statement.expenditures]
    names += [row.project for row in statement.expenditures if row.project]
    names += [row.source for row in statement.incomes]
    for name in dict.fromkeys(names):
        if not name.es:
            yield _("“%(name)s” has no name in Spanish.") % {"name": name.en}
        elif not name.en:
            yield _("“%(name)s” has no name in English.") % {"name": name.es}


def _twice(statement: Statement, _around: Surroundings) -> Iterator[str]:
    lines = Counter((row.line.key, row.project.key) for row in statement.expenditures)
    sources = Counter((row.source.key, "") for row in statement.incomes)
    for (name, project), times in (*lines.items(), *sources.items()):
        if times > 1:
            shown = f"{name}, {project}" if project else name
            yield _("“%(name)s” stands %(times)d times.") % {
                "name": shown,
                "times": times,
            }


def _currency(statement: Statement, around: Surroundings) -> Iterator[str]:
    before = around.before
    if before and before.currency != statement.currency:
        yield _(
            "This report is in %(now)s, that for %(period)s in %(then)s; nothing is "
            "compared."
        ) % {
            "now": statement.currency,
            "period": before.period,
            "then": before.currency,
        }


def _period(statement: Statement, around: Surroundings) -> Iterator[str]:
    for other in around.others:
        yield _("There is another report for %(period)s: %(report)s.") % {
            "period": statement.period,
            "report": other,
        }


_WARNINGS: dict[str, Callable[[Statement, Surroundings], Iterator[str]]] = {
    "opening": _opening,
    "arrears": _arrears,
    "received": _received,
    "spent": _spent,
    "members": _members,
    "languages": _languages,
    "twice": _twice,
    "currency": _currency,
    "period": _period,
}


def findings(statement: Statement, around: Surroundings) -> list[Finding]:
    """Return everything that the rules find, what blocks first."""
    blocking = balance(statement)
    found = [blocking] if blocking else []
    for rule, ask in _WARNINGS.items():
        found += [Finding(rule, message) for message in ask(statement, around)]
    return found
