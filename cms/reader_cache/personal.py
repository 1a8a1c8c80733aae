"""The one part of a shared page that is a person's own: cut out, and put in again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.reader_cache.standing import remembered

if TYPE_CHECKING:
    from django.http import HttpRequest

TEMPLATE = "components/account_links.html"
# Stands for the token against forged requests in links that are kept.
_TOKEN = "token-of-the-reader"  # noqa: S105 (no secret)
_BEGINS, _ENDS = "<!--own-->", "<!--/own-->"
_own = re.compile(f"{_BEGINS}.*?{_ENDS}".encode(), re.DOTALL)
# Where one of these stands outside that part, the page is not to be shared.
_SECRETS = (b"csrfmiddlewaretoken", b"csrf-token", b"hx-headers")


def write(context: dict[str, Any], request: HttpRequest | None) -> SafeString:
    """Return the links of whoever reads, between marks."""
    inner = render_to_string(TEMPLATE, context, request)
    return mark_safe(f"{_BEGINS}{inner}{_ENDS}")  # noqa: S308 (a rendered template)


def links_for(request: HttpRequest, unread: int, mark: str) -> str:
    """Return a person's links on a shared page; only the token is made anew.

    They are written once in a generation for each language, name and number of notices.
    """
    user = request.user

    def ask() -> str:
        context = {"user": user, "unread": unread, "csrf_token": _TOKEN}
        return write(context, request)

    kept = remembered(user, f"links {get_language()} {unread} {user}", ask, mark)
    return kept.replace(_TOKEN, get_token(request))


def cut(body: bytes, user: Any) -> bytes | None:
    """Return a page without its personal part; None if more of it is a person's own."""
    shared, times = _own.subn((_BEGINS + _ENDS).encode(), body)
    own = [name.encode() for name in (user.email, str(user)) if name]
    if times != 1 or any(word in shared for word in (*own, *_SECRETS)):
        return None
    return shared


def halves(shared: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and after the own part of a shared page."""
    before, _own_part, after = shared.partition((_BEGINS + _ENDS).encode())
    return before, after
