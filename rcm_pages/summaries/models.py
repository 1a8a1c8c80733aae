"""The page type of executive summaries of the Vice-Ministers' dialogue (II.b)."""

from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.work_types import EXECUTIVE_SUMMARY


class ExecutiveSummaryPage(MeetingTextPage):
    """The dialogue in brief, by Presidency and Secretariat, shown to all (II.b)."""

    work_type = EXECUTIVE_SUMMARY.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Executive summary")
        verbose_name_plural = _("Executive summaries")
