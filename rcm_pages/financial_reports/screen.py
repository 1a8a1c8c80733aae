"""The form for figures as a whole: filled from what is known, read when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.conference.models import Party
from rcm_pages.financial_reports.forms import (
    SPARE_ROWS,
    ContributionForm,
    ExpenditureForm,
    FactsForm,
    IncomeForm,
    formset_of,
)
from rcm_pages.financial_reports.periods import FIRST_YEAR, NotAPeriodError, Period
from rcm_pages.financial_reports.records import before, members_in, statement_of
from rcm_pages.financial_reports.statement import Statement

if TYPE_CHECKING:
    from cms.works.models import Work
    from rcm_pages.financial_reports.figures import Figures


def period_of(work: Work) -> Period:
    """Return the half-year that a report of this meeting is probably for.

    The one before the meeting: the report is sent 40 days ahead of it (V.c). The first
    of all where there is none before.
    """
    meeting = work.meeting
    day = (meeting.starts_on if meeting else None) or timezone.localdate()
    try:
        return Period.of(day).before
    except NotAPeriodError:
        return Period(FIRST_YEAR, 1)


class FiguresScreen:
    """Facts, contributions, expenditure and other income, in one form."""

    def __init__(
        self, work: Work, figures: Figures | None, *, user: Any, data: Any = None
    ) -> None:
        self.work, self.figures, self.user = work, figures, user
        statement = statement_of(figures) if figures else None
        self.states = self._states(statement)
        facts, contributions = self._known(statement)
        lines, sources = self._rows(statement)
        spare = 0 if data is not None else SPARE_ROWS
        self.facts = FactsForm(data, initial=facts, prefix="facts")
        self.contributions = formset_of(ContributionForm)(
            data,
            initial=contributions,
            prefix="contributions",
            form_kwargs={"states": self.states},
        )
        self.expenditures = formset_of(ExpenditureForm, spare)(
            data, initial=lines, prefix="expenditures"
        )
        self.incomes = formset_of(IncomeForm, spare)(
            data, initial=sources, prefix="incomes"
        )

    def _states(self, statement: Statement | None) -> dict[str, str]:
        """Return the states that have a row: the members, and whoever had one."""
        period = statement.period if statement else period_of(self.work)
        parties = {party.code: party for party in members_in(period)}
        named = {row.party for row in statement.contributions} if statement else set()
        for party in Party.objects.filter(code__in=named - set(parties)):
            parties[party.code] = party
        return {code: party.name for code, party in parties.items()}

    def _known(
        self, statement: Statement | None
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return what stands in the form: the figures, or what the period before says.

        The closing balance and what was outstanding are carried over.
        """
        if statement:
            facts: dict[str, Any] = {
                "period": str(statement.period),
                "currency": statement.currency,
                "opening": statement.opening,
                "closing": statement.closing,
            }
            rows = {row.party: row for row in statement.contributions}
            return facts, [
                {
                    "party": code,
                    "arrears": rows[code].arrears if code in rows else None,
                    "assessed": rows[code].assessed if code in rows else None,
                    "received": rows[code].received if code in rows else None,
                }
                for code in sorted(self.states, key=self.states.__getitem__)
            ]
        period = period_of(self.work)
        earlier = before(self.work, period, user=self.user)
        then = statement_of(earlier) if earlier else None
        owed = {r.party: r.outstanding for r in then.contributions} if then else {}
        facts = {"period": str(period), "currency": then.currency if then else "USD"}
        if then:
            facts["opening"] = then.closing
        codes = sorted(self.states, key=self.states.__getitem__)
        return facts, [{"party": code, "arrears": owed.get(code)} for code in codes]

    def _rows(
        self, statement: Statement | None
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        if statement is None:
            return [], []
        lines = [
            {
                "line_en": row.line.en,
                "line_es": row.line.es,
                "project_en": row.project.en,
                "project_es": row.project.es,
                "budgeted": row.budgeted,
                "spent": row.spent,
            }
            for row in statement.expenditures
        ]
        sources = [
            {
                "source_en": row.source.en,
                "source_es": row.source.es,
                "amount": row.amount,
            }
            for row in statement.incomes
        ]
        return lines, sources

    @property
    def formsets(self) -> list[Any]:
        """The three tables."""
        return [self.contributions, self.expenditures, self.incomes]

    def is_valid(self) -> bool:
        """Look at everything, so that all that is wrong is shown at once."""
        return all([self.facts.is_valid(), *(f.is_valid() for f in self.formsets)])

    def statement(self) -> Statement:
        """Return what was typed; to be asked once the form is valid."""
        rows = [
            tuple(form.row() for form in formset if not form.is_blank)
            for formset in self.formsets
        ]
        return Statement(**self.facts.cleaned_data, contributions=rows[0],
                         expenditures=rows[1], incomes=rows[2])  # fmt: skip
