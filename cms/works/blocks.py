"""Blocks of a text: a flat list of paragraphs, each with an id of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.conference.actors import choices


def charged_block() -> blocks.MultipleChoiceBlock:
    """Those whom a paragraph charges with something."""
    return blocks.MultipleChoiceBlock(
        choices=choices, required=False, label=_("charged")
    )


class ParagraphBlock(blocks.StructBlock):
    """An unnumbered paragraph: opening, preamble or plain."""

    text = blocks.TextBlock(label=_("text"), rows=3)
    charged = charged_block()

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        template = "works/blocks/paragraph.html"


class LabelledBlock(blocks.StructBlock):
    """A heading or chapeau, with the label as printed, such as "II."."""

    label = blocks.CharBlock(label=_("printed label"), required=False, max_length=30)
    text = blocks.TextBlock(label=_("text"), rows=2)
    charged = charged_block()

    class Meta:
        template = "works/blocks/paragraph.html"


class ItemBlock(blocks.StructBlock):
    """A numbered, lettered or bulleted paragraph at a level from 1."""

    label = blocks.CharBlock(label=_("printed label"), required=False, max_length=30)
    level = blocks.IntegerBlock(label=_("level"), min_value=1, max_value=5, default=1)
    text = blocks.TextBlock(label=_("text"), rows=3)
    charged = charged_block()

    class Meta:
        icon = "list-ol"
        label = _("Item")
        template = "works/blocks/paragraph.html"


class TextBody(blocks.StreamBlock):
    """The paragraphs of a text in reading order."""

    opening = ParagraphBlock(label=_("Opening"), icon="openquote")
    preamble = ParagraphBlock(label=_("Preamble paragraph"))
    heading = LabelledBlock(label=_("Heading"), icon="title")
    chapeau = LabelledBlock(label=_("Chapeau"), icon="arrow-down")
    item = ItemBlock()
    paragraph = ParagraphBlock()

    class Meta:
        block_counts: dict[str, Any] = {}
