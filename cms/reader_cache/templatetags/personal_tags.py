"""The links of whoever reads, which no kept page holds."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from cms.distribution.templatetags.notice_tags import unread_for
from cms.reader_cache import personal

register = template.Library()


@register.simple_tag(takes_context=True)
def own_links(context: dict[str, Any]) -> SafeString:
    """Write the header's links of the person who reads, or the way to sign in."""
    request, user = context.get("request"), context.get("user")
    return personal.write({"user": user, "unread": unread_for(user)}, request)
