"""The page type of decisions of the Vice-Ministers."""

from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.work_types import DECISIONS


class DecisionsPage(MeetingTextPage):
    """Decisions that stand beside the Declaration, as in the annex of 2003."""

    work_type = DECISIONS.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Decisions")
        verbose_name_plural = _("Decisions")
