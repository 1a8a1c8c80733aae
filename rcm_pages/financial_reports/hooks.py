"""What the figures of financial reports add to Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from rcm_pages.financial_reports.actions import may_write_figures

if TYPE_CHECKING:
    from collections.abc import Iterator


@hooks.register("register_admin_urls")
def figures_urls() -> list[Any]:
    """Put the screens for figures under the admin's address."""
    return [
        path(
            "financial-reports/",
            include("rcm_pages.financial_reports.admin_urls"),
        )
    ]


@hooks.register("register_page_header_buttons")
def figures_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a report's page to its figures."""
    from rcm_pages.financial_reports.models import FinancialReportPage

    specific = page.specific
    if not isinstance(specific, FinancialReportPage):
        return
    expression = specific.own_expression
    if expression and may_write_figures(user, expression.work):
        yield Button(
            _("Figures"),
            reverse("financial_figures", args=[expression.work_id]),
            icon_name="table",
            priority=5,
        )
