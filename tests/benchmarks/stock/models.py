"""One type of page: a heading and paragraphs."""

from typing import ClassVar

from wagtail.blocks import CharBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class StockPage(Page):
    """A text as a stock site would keep it."""

    body = StreamField([("label", CharBlock()), ("text", TextBlock())])
    template = "stock/page.html"
    content_panels: ClassVar = [*Page.content_panels, "body"]

    class Meta:
        app_label = "stock"
