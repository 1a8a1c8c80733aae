"""The page types of older papers."""

from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.work_types import CONCLUSIONS, JOINT_COMMUNIQUE, OLDER_PAPER


class JointCommuniquePage(MeetingTextPage):
    """A joint communiqué, as the meetings of 1996 to 2002 issued them."""

    work_type = JOINT_COMMUNIQUE.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Joint communiqué")
        verbose_name_plural = _("Joint communiqués")


class ConclusionsPage(MeetingTextPage):
    """Conclusions, which the Declaration and the Action Plan replaced (II.a)."""

    work_type = CONCLUSIONS.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Conclusions")
        verbose_name_plural = _("Conclusions")


class OlderPaperPage(MeetingTextPage):
    """Any other older paper: terms of reference, criteria, guidelines, matrices."""

    work_type = OLDER_PAPER.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Older paper")
        verbose_name_plural = _("Older papers")
