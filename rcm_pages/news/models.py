"""The page type of news."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from rcm_pages.base import PLAIN_FEATURES, PortalPage


class NewsPage(PortalPage):
    """What happened, with its day."""

    procedure_code = "news"

    dated_on = models.DateField(_("date"), default=timezone.localdate)
    introduction = models.TextField(_("introduction"), blank=True)
    body = RichTextField(_("text"), blank=True, features=PLAIN_FEATURES)

    template = "rcm_pages/standard_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("dated_on"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types = ("rcm_pages.HomePage",)
    subpage_types = ()

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
