"""The page type of ordinary pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from rcm_pages.base import PLAIN_FEATURES, PortalPage


class StandardPage(PortalPage):
    """A page that explains something; it is nobody's paper."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = RichTextField(_("text"), blank=True, features=PLAIN_FEATURES)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types = ("rcm_pages.HomePage", "rcm_pages.StandardPage")
    subpage_types = ("rcm_pages.StandardPage",)

    class Meta:
        verbose_name = _("ordinary page")
        verbose_name_plural = _("ordinary pages")
