"""The head of a text's page, and how the text is cited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.exchange.citations.cited import cite, in_words
from cms.exchange.citations.formats import FORMATS
from cms.exchange.heads import json_ld, meta_tags

if TYPE_CHECKING:
    from cms.exchange.description import Description, Text
    from cms.works.models import Expression

register = template.Library()
# Inside a script element these would end it, or be read as markup.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def _text_of(description: Description, expression: Expression) -> Text | None:
    return next((t for t in description.texts if t.id == expression.pk), None)


def _export(description: Description, ending: str) -> str:
    return reverse("cite_work", args=[description.uuid, ending])


@register.simple_tag
def work_head(description: Description, expression: Expression) -> SafeString:
    """Write what stands in the head of the page of a text."""
    text = _text_of(description, expression)
    if text is None:
        return SafeString()
    rows = [
        format_html(
            '<meta {}="{}" content="{}"{}>',
            tag.key,
            tag.name,
            tag.content,
            format_html(' lang="{}"', tag.language) if tag.language else "",
        )
        for tag in meta_tags(description, text)
    ]
    rows.append(format_html('<link rel="cite-as" href="{}">', description.address))
    rows += [
        format_html(
            '<link rel="describedby" type="{}" title="{}" href="{}">',
            each.media_type,
            each.name,
            _export(description, each.ending),
        )
        for each in FORMATS.values()
    ]
    rows += [
        mark_safe('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'),
        mark_safe('<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">'),
        _data_block(json_ld(description, text)),
    ]
    return format_html_join("\n    ", "{}", ((row,) for row in rows))


def _data_block(record: dict[str, Any]) -> SafeString:
    """Write JSON-LD; a block of data is no script, and no policy stops it."""
    written = json.dumps(record, ensure_ascii=False).translate(_ESCAPED)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(written)
    )


@register.simple_tag
def citation_of(description: Description, expression: Expression) -> dict[str, Any]:
    """Return how the text is cited, in words, and where it can be taken away."""
    return {
        "words": in_words(cite(description, expression.language)),
        "exports": [
            {
                "name": each.name,
                "media_type": each.media_type,
                "url": _export(description, each.ending),
            }
            for each in FORMATS.values()
        ],
    }


@register.simple_tag
def list_exports(query: str) -> list[dict[str, str]]:
    """Return where a list, narrowed by a query string, can be taken away."""
    end = f"?{query}" if query else ""
    return [
        {
            "name": each.name,
            "media_type": each.media_type,
            "url": reverse("cite_works", args=[each.ending]) + end,
        }
        for each in FORMATS.values()
    ]
