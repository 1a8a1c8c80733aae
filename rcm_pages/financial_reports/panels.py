"""What an editor sees of a report's figures, on its page in the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from rcm_pages.financial_reports.actions import may_write_figures
from rcm_pages.financial_reports.records import figures_of, statement_of
from rcm_pages.financial_reports.reviewing import review


class FiguresPanel(Panel):
    """The figures, which both languages share, and the way to the form for them."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one page."""

        template_name = "financial_reports/admin/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the figures, what the rules find in them, and whether one writes."""
            context = super().get_context_data(parent_context)
            expression = self.instance.own_expression if self.instance.pk else None
            work = expression.work if expression else None
            figures = figures_of(work) if work else None
            statement = statement_of(figures) if figures else None
            user = self.request.user
            return context | {
                "work": work,
                "figures": figures,
                "statement": statement,
                "findings": review(work, statement, user=user)
                if work and statement
                else [],
                "may_write": work is not None and may_write_figures(user, work),
            }
