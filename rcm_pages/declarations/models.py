"""The page type of declarations."""

from django.utils.translation import gettext_lazy as _

from rcm_pages.base import MeetingTextPage
from rcm_pages.work_types import DECLARATION


class DeclarationPage(MeetingTextPage):
    """A Declaration: decisions on the theme and on matters of substance (II.a)."""

    work_type = DECLARATION.code

    template = "rcm_pages/text_page.html"

    class Meta:
        verbose_name = _("Declaration")
        verbose_name_plural = _("Declarations")
