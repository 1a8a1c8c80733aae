"""The page type of financial reports of the Technical Secretariat (V.c)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.financial_reports.indexing import words_of
from rcm_pages.financial_reports.panels import FiguresPanel
from rcm_pages.financial_reports.presenting import account_of
from rcm_pages.financial_reports.records import figures_of, statement_of
from rcm_pages.financial_reports.reviewing import names_of
from rcm_pages.financial_reports.statement import as_data
from rcm_pages.financial_reports.tables import tables_of
from rcm_pages.work_types import FINANCIAL_REPORT

if TYPE_CHECKING:
    from django.http import HttpRequest

    from rcm_pages.financial_reports.statement import Statement
    from rcm_pages.financial_reports.tables import Table


class FinancialReportPage(MeetingTextPage):
    """The Secretariat's account, sent 40 days before the RCGM meets (V.c)."""

    work_type = FINANCIAL_REPORT.code

    template = "rcm_pages/financial_report_page.html"
    further_template = "financial_reports/admin/decided_on.html"

    content_panels = [
        *MeetingTextPage.content_panels[:2],
        FiguresPanel(heading=_("Figures")),
        *MeetingTextPage.content_panels[2:],
    ]

    class Meta:
        verbose_name = _("Financial report")
        verbose_name_plural = _("Financial reports")

    def statement(self) -> Statement | None:
        """Return the figures of the work, which both languages share."""
        expression = self.own_expression
        figures = figures_of(expression.work) if expression else None
        return statement_of(figures) if figures else None

    def tables(self) -> list[Table]:
        """Return the figures as tables in the page's language, compared with none."""
        statement = self.statement()
        if statement is None:
            return []
        with translation.override(self.locale.language_code):
            names = names_of({row.party for row in statement.contributions})
            return tables_of(statement, None, names)

    def further_content(self) -> dict[str, Any]:
        """Return the figures: whoever decides on the text decides on them."""
        statement = self.statement()
        return {"figures": as_data(statement)} if statement else {}

    def further_words(self) -> list[str]:
        """Return the names of the figures' rows and their amounts, for the search."""
        statement = self.statement()
        language = self.locale.language_code
        return words_of(statement, language) if statement else []

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the figures as tables and charts, compared with the period before.

        The workbook stands beside them, in both languages, and not among the files too.
        """
        context = super().get_context(request, *args, **kwargs)
        work = context.get("work")
        account = account_of(work, user=request.user) if work else None
        context["account"] = account
        if account and account.workbook:
            context["documents"] = [
                each for each in context["documents"] if each != account.workbook
            ]
        return context
