"""Between the figures' records and their plain values; which reports come before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.conference.models import Membership, Party
from cms.works.audiences import tokens_for
from cms.works.models import Work
from cms.works.states import WorkState
from rcm_pages.financial_reports.figures import (
    ContributionRow,
    ExpenditureRow,
    Figures,
    IncomeRow,
)
from rcm_pages.financial_reports.periods import NotAPeriodError
from rcm_pages.financial_reports.statement import (
    Contribution,
    Expenditure,
    Income,
    Name,
    Statement,
)

if TYPE_CHECKING:
    from rcm_pages.financial_reports.periods import Period

ROWS = ("contributions__party", "expenditures", "incomes")


def figures_of(work: Work) -> Figures | None:
    """Return the figures of a work with their rows; None where there are none."""
    return Figures.objects.filter(work=work).prefetch_related(*ROWS).first()


def statement_of(figures: Figures) -> Statement:
    """Return the plain values of figures."""
    return Statement(
        period=figures.period,
        currency=figures.currency,
        opening=figures.opening_balance,
        closing=figures.closing_balance,
        contributions=tuple(
            Contribution(row.party.code, row.arrears, row.assessed, row.received)
            for row in figures.contributions.all()
        ),
        expenditures=tuple(
            Expenditure(
                Name(row.line_en, row.line_es),
                Name(row.project_en, row.project_es),
                row.budgeted,
                row.spent,
            )
            for row in figures.expenditures.all()
        ),
        incomes=tuple(
            Income(Name(row.source_en, row.source_es), row.amount)
            for row in figures.incomes.all()
        ),
    )


def write(figures: Figures, statement: Statement) -> None:
    """Put a statement in the place of what the figures held; raises KeyError.

    To be called by the action that has locked the work. A party must be known.
    """
    figures.period = statement.period
    figures.currency = statement.currency
    figures.opening_balance = statement.opening
    figures.closing_balance = statement.closing
    figures.save()
    figures.contributions.all().delete()
    figures.expenditures.all().delete()
    figures.incomes.all().delete()
    _write_contributions(figures, statement)
    _write_lines(figures, statement)


def _write_contributions(figures: Figures, statement: Statement) -> None:
    parties = Party.objects.in_bulk(
        [row.party for row in statement.contributions], field_name="code"
    )
    ContributionRow.objects.bulk_create(
        ContributionRow(
            figures=figures,
            position=position,
            party=parties[row.party],
            arrears=row.arrears,
            assessed=row.assessed,
            received=row.received,
        )
        for position, row in enumerate(statement.contributions)
    )


def _write_lines(figures: Figures, statement: Statement) -> None:
    ExpenditureRow.objects.bulk_create(
        ExpenditureRow(
            figures=figures,
            position=position,
            line_en=row.line.en,
            line_es=row.line.es,
            project_en=row.project.en,
            project_es=row.project.es,
            budgeted=row.budgeted,
            spent=row.spent,
        )
        for position, row in enumerate(statement.expenditures)
    )
    IncomeRow.objects.bulk_create(
        IncomeRow(
            figures=figures,
            position=position,
            source_en=row.source.en,
            source_es=row.source.es,
            amount=row.amount,
        )
        for position, row in enumerate(statement.incomes)
    )


def readable_figures(user: Any) -> Any:
    """Return the figures of the settled reports in force that a person may read."""
    works = (
        Work.objects.settled()
        .open_to(tokens_for(user))
        .exclude(state=WorkState.SUPERSEDED)
    )
    return (
        Figures.objects.filter(work__in=works.values("pk"))
        .select_related("work")
        .prefetch_related(*ROWS)
        .order_by("period", "work__settled_at", "work_id")
    )


def before(work: Work, period: Period, *, user: Any) -> Figures | None:
    """Return the figures of the period before, if this person may read them.

    A sample is compared with samples, and a report with reports.
    """
    try:
        earlier = period.before
    except NotAPeriodError:
        return None
    rows = readable_figures(user).filter(period=earlier, work__is_sample=work.is_sample)
    found: Figures | None = rows.exclude(work=work).last()
    return found


def others_of(work: Work, period: Period, *, user: Any) -> list[Work]:
    """Return the other works in force for the same period that a person may read."""
    rows = readable_figures(user).filter(period=period, work__is_sample=work.is_sample)
    return [figures.work for figures in rows.exclude(work=work)]


def members_in(period: Period) -> list[Party]:
    """Return the states that were certainly members at the end of a period."""
    standings = Membership.objects.on(period.last_day).filter(
        standing=Membership.Standing.MEMBER_STATE
    )
    return list(Party.objects.filter(pk__in=standings.values("party")))
