"""The page type of reports of partners."""

from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.work_types import PARTNER_REPORT


class PartnerReportPage(MeetingTextPage):
    """What a partner reports to the Member States, 30 days before a meeting (III.d)."""

    work_type = PARTNER_REPORT.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Report of a partner")
        verbose_name_plural = _("Reports of partners")
