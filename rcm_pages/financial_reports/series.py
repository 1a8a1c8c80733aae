"""All periods side by side: contributions by country over time, and the sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from rcm_pages.financial_reports import charts
from rcm_pages.financial_reports.comparing import Change
from rcm_pages.financial_reports.records import readable_figures, statement_of
from rcm_pages.financial_reports.reviewing import names_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from django.utils.safestring import SafeString

    from cms.works.models import Expression
    from rcm_pages.financial_reports.periods import Period
    from rcm_pages.financial_reports.statement import Statement

# More columns than this nobody compares by eye; the file has them all.
MOST_PERIODS = 12


@dataclass(frozen=True)
class Column:
    """A period, and the report in which its figures stand."""

    period: Period
    face: Expression | None
    is_sample: bool


@dataclass(frozen=True)
class Line:
    """A row of the series: an amount for each period, the change from first to last."""

    name: str
    amounts: tuple[Decimal | None, ...]
    change: Change | None


@dataclass(frozen=True)
class Grid:
    """Lines over periods."""

    key: str
    caption: str
    first: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Series:
    """The periods of one currency, oldest first."""

    currency: str
    columns: tuple[Column, ...]
    grids: tuple[Grid, ...]
    chart: SafeString | None
    left_out: int = 0


def _line(name: str, amounts: list[Decimal | None]) -> Line:
    known = [amount for amount in amounts if amount is not None]
    change = Change(known[-1], known[0]) if len(known) > 1 else None
    return Line(name, tuple(amounts), change)


def _by_state(statements: list[Statement], measure: str, caption: str) -> Grid:
    names = names_of({r.party for each in statements for r in each.contributions})
    rows = [{r.party: getattr(r, measure) for r in s.contributions} for s in statements]
    lines = tuple(
        _line(names.get(code, code), [row.get(code) for row in rows])
        for code in sorted(names, key=names.__getitem__)
    )
    return Grid(measure, caption, _("Country"), lines)


def _sums(statements: list[Statement]) -> Grid:
    measures: tuple[tuple[str, Callable[[Statement], Decimal]], ...] = (
        (_("Contributions assessed"), lambda s: s.assessed),
        (_("Contributions received"), lambda s: s.received),
        (_("Contributions outstanding"), lambda s: s.outstanding),
        (_("Income from others"), lambda s: s.other_income),
        (_("Expenditure"), lambda s: s.spent),
        (_("Closing balance"), lambda s: s.closing),
    )
    lines = tuple(_line(name, [of(s) for s in statements]) for name, of in measures)
    return Grid("sums", _("Sums"), _("Sum"), lines)


def _chart(statements: list[Statement], currency: str) -> SafeString | None:
    if len(statements) < 2:
        return None
    return charts.lines(
        key=f"chart-series-{currency.lower()}",
        title=_("Received, spent and outstanding over the periods"),
        description=_(
            "Three lines over the periods: contributions received, expenditure, and "
            "contributions outstanding, in %(currency)s. The same amounts stand in "
            "the table of sums."
        )
        % {"currency": currency},
        names=[str(each.period) for each in statements],
        series=[
            (_("Received"), [each.received for each in statements]),
            (_("Spent"), [each.spent for each in statements]),
            (_("Outstanding"), [each.outstanding for each in statements]),
        ],
    )


def series_of(user: Any) -> list[Series]:
    """Return the reports in force that a person may read, by currency.

    Of two reports for one period the later counts; a sample gives way to a report.
    """
    found: dict[tuple[str, Period], Any] = {}
    rows = readable_figures(user).prefetch_related("work__expressions__page")
    for figures in sorted(rows, key=lambda f: (f.period, not f.work.is_sample)):
        found[figures.currency, figures.period] = figures
    series = []
    for currency in sorted({currency for currency, _period in found}):
        some = [
            f
            for (said, _period), f in sorted(found.items(), key=_when)
            if said == currency
        ]
        shown = some[-MOST_PERIODS:]
        statements = [statement_of(figures) for figures in shown]
        series.append(
            Series(
                currency=currency,
                columns=tuple(
                    Column(f.period, f.work.shown, f.work.is_sample) for f in shown
                ),
                grids=(
                    _sums(statements),
                    _by_state(statements, "received", _("Received by country")),
                    _by_state(statements, "outstanding", _("Outstanding by country")),
                ),
                chart=_chart(statements, currency),
                left_out=len(some) - len(shown),
            )
        )
    return series


def _when(row: tuple[tuple[str, Period], Any]) -> Period:
    return row[0][1]
