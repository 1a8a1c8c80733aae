"""The one part of a shared page that is a person's own: cut out, and put in again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

TEMPLATE = "components/account_links.html"
_BEGINS, _ENDS = "<!--own-->", "<!--/own-->"
_own = re.compile(f"{_BEGINS}.*?{_ENDS}".encode(), re.DOTALL)
# Where one of these stands outside that part, the page is not to be shared.
_SECRETS = (b"csrfmiddlewaretoken", b"csrf-token", b"hx-headers")


def write(context: dict[str, Any], request: HttpRequest | None) -> SafeString:
    """Return the links of whoever reads, between marks."""
    inner = render_to_string(TEMPLATE, context, request)
    return mark_safe(f"{_BEGINS}{inner}{_ENDS}")  # noqa: S308 (a rendered template)


def cut(body: bytes, user: Any) -> bytes | None:
    """Return a page without its personal part; None if more of it is a person's own."""
    shared, times = _own.subn((_BEGINS + _ENDS).encode(), body)
    own = [name.encode() for name in (user.email, str(user)) if name]
    if times != 1 or any(word in shared for word in (*own, *_SECRETS)):
        return None
    return shared


def fill(shared: bytes, own: str) -> bytes:
    """Put a reader's own part into a shared page."""
    return shared.replace((_BEGINS + _ENDS).encode(), own.encode(), 1)
