"""Finished answers: what may be kept, how it is kept, how it is given out again."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

if TYPE_CHECKING:
    from django.http import HttpRequest

OK = 200
KINDS = ("text/html", "application/atom+xml")
# An answer that differs by anything else is kept for nobody.
VARIES = frozenset({"cookie", "accept-encoding", "origin"})
# Longer answers are made anew: the shelf is for pages, not for books.
MOST_BYTES = 2_000_000
_NEVER = "is_never_kept"
# These are said anew with every answer.
_OWN_HEADERS = frozenset({"content-length", "etag", "content-encoding", "date"})


@dataclass(frozen=True)
class Kept:
    """One finished answer."""

    body: bytes
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str

    @classmethod
    def of(cls, response: HttpResponse) -> Kept:
        """Take an answer; it says from then on that a copy is to be asked about."""
        response["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        body = bytes(response.content)
        return cls(
            body=body,
            packed=gzip.compress(body, 6, mtime=0),
            headers=tuple(
                (name, value)
                for name, value in response.items()
                if name.lower() not in _OWN_HEADERS
            ),
            etag=f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return it as an answer: 304 where the reader has it, packed if understood."""
        if self.etag in parse_etags(request.headers.get("If-None-Match", "")):
            return self._dressed(HttpResponseNotModified())
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response = HttpResponse(self.packed)
            response["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(self.body)
        return self._dressed(response)

    def _dressed(self, response: HttpResponse) -> HttpResponse:
        not_modified = response.status_code != OK
        for name, value in self.headers:
            if not (not_modified and name.lower() == "content-type"):
                response[name] = value
        response["ETag"] = self.etag
        return response


def never_kept(response: HttpResponse) -> HttpResponse:
    """Mark an answer that other things decide about than what the mark knows of."""
    setattr(response, _NEVER, True)
    return response


def may_be_kept(request: HttpRequest, response: Any) -> bool:
    """Tell whether an answer is a finished page that holds nobody's secret.

    It sets no cookie, has no token against forged requests, no word of its own on who
    may keep it, and differs by nothing that the name does not say.
    """
    if response.status_code != OK or response.streaming or response.cookies:
        return False
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or hasattr(response, _NEVER):
        return False
    if not response.get("Content-Type", "").startswith(KINDS):
        return False
    if response.has_header("Cache-Control") or response.has_header("Content-Encoding"):
        return False
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    if varies - VARIES - {""} or "'nonce-" in response.get(
        "Content-Security-Policy", ""
    ):
        return False
    return len(response.content) <= MOST_BYTES


def may_be_kept_apart(response: Any) -> bool:
    """Tell whether an answer to somebody signed in is a finished page.

    What it tells browsers and proxies of keeping is meant for them, and said again.
    """
    if response.status_code != OK or response.streaming:
        return False
    is_html: bool = response.get("Content-Type", "").startswith("text/html")
    return is_html and len(response.content) <= MOST_BYTES
