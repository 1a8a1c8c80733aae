"""Answers that a reader may keep and ask about again (RFC 9110, 13)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

# Asked again each time: what everybody may read may be narrowed at any instant.
ASK_AGAIN = "no-cache"
PRIVATE = "private, no-store"


def is_for_everybody(request: HttpRequest) -> bool:
    """Tell whether an answer to this reader is one that everybody would get."""
    return not request.user.is_authenticated


def answer(
    request: HttpRequest,
    body: str | bytes,
    media_type: str,
    *,
    changed_at: dt.datetime | None = None,
) -> HttpResponse:
    """Answer with a body, or with 304 to those who hold the same already."""
    response = HttpResponse(body, content_type=media_type)
    return keep(request, response, changed_at=changed_at)


def keep(
    request: HttpRequest, response: Any, *, changed_at: dt.datetime | None = None
) -> HttpResponse:
    """Say of an answer what it is like, and who may keep it; 304 where it is known."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    since = int(changed_at.timestamp()) if changed_at else None
    response["ETag"] = etag
    if since is not None:
        response["Last-Modified"] = http_date(since)
    response["Cache-Control"] = ASK_AGAIN if is_for_everybody(request) else PRIVATE
    kept: Any = get_conditional_response(
        request, etag=etag, last_modified=since, response=response
    )
    answered: HttpResponse = kept
    return answered
