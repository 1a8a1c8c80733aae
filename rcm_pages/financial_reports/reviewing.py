"""A report's figures beside the Conference's records and the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.conference.models import Party
from rcm_pages.financial_reports import checks
from rcm_pages.financial_reports.records import (
    before,
    figures_of,
    members_in,
    others_of,
    statement_of,
)

if TYPE_CHECKING:
    from cms.works.models import Work
    from rcm_pages.financial_reports.checks import Finding
    from rcm_pages.financial_reports.statement import Statement


def names_of(codes: set[str]) -> dict[str, str]:
    """Return the names of parties in the active language, by their codes."""
    return {p.code: p.name for p in Party.objects.filter(code__in=codes)}


def review(work: Work, statement: Statement, *, user: Any) -> list[Finding]:
    """Return what the rules find in figures, as far as this person may compare them."""
    earlier = before(work, statement.period, user=user)
    members = frozenset(party.code for party in members_in(statement.period))
    others = others_of(work, statement.period, user=user)
    around = checks.Surroundings(
        before=statement_of(earlier) if earlier else None,
        names=names_of({row.party for row in statement.contributions} | members),
        members=members,
        others=tuple(other.symbol or str(other) for other in others),
    )
    return checks.findings(statement, around)


def what_blocks(work: Work) -> list[str]:
    """Return why a report may not go on to its decision: figures that do not add up."""
    figures = figures_of(work)
    if figures is None:
        return []
    found = checks.balance(statement_of(figures))
    return [found.message] if found else []
