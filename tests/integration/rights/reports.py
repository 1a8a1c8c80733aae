"""Financial reports of the matrix: their figures carry the word too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.works import actions
from cms.works.models import WorkAudience
from rcm_pages.financial_reports.actions import save_figures
from rcm_pages.financial_reports.periods import Period
from rcm_pages.financial_reports.statement import (
    Expenditure,
    Income,
    Name,
    Statement,
)

if TYPE_CHECKING:
    from tests.integration.rights.objects import Makers


def financial_reports(made: Makers) -> None:
    """Make reports whose figures carry the word, one settled and one a draft."""
    by = made.people["editor"]
    members = WorkAudience.MEMBERS
    for name, period in (
        ("financial report for members", "I-2015"),
        ("financial report in draft", "II-2015"),
    ):
        thing = made.draft(name, type_code="financial_report", audience=members)
        line = Name(f"{thing.mark} line", f"{thing.mark} rubro")
        statement = Statement(
            period=Period.parse(period),
            expenditures=(Expenditure(line, Name()),),
            incomes=(Income(Name(f"{thing.mark} giver", f"{thing.mark} socio")),),
        )
        save_figures(work=thing.work, statement=statement, edition=0, by=by)
    actions.enter_as_recorded(
        work=made.things["financial report for members"].work, by=by
    )
    made.fresh(made.things["financial report for members"])
