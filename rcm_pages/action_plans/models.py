"""The page type of Action Plans."""

from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.work_types import ACTION_PLAN


class ActionPlanPage(MeetingTextPage):
    """An Action Plan: preamble, sections with their charge, lettered actions (II.a)."""

    work_type = ACTION_PLAN.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Action Plan")
        verbose_name_plural = _("Action Plans")
