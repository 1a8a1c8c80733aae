"""The page type of financial reports of the Technical Secretariat (V.c)."""

from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.work_types import FINANCIAL_REPORT


class FinancialReportPage(MeetingTextPage):
    """The Secretariat's account, sent 40 days before the RCGM meets (V.c)."""

    work_type = FINANCIAL_REPORT.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Financial report")
        verbose_name_plural = _("Financial reports")
