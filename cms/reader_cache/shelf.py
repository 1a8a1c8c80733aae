"""Finished answers: what may be kept, how it is kept, how it is given out again."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from cms.reader_cache.instants import kept_until
from cms.reader_cache.packing import Halves

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

SHELF = "readers"
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
    """One finished answer and the instant at which it grows old."""

    body: bytes
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    until: dt.datetime

    @property
    def is_fresh(self) -> bool:
        """Whether it may be given out at this moment."""
        return timezone.now() < self.until

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


def key_for(*parts: object) -> str:
    """Return the name under which an answer is kept."""
    said = "\0".join(map(str, parts))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=20).hexdigest()


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


def keep(key: str, response: HttpResponse) -> Kept | None:
    """Keep an answer; it says from then on that a copy is to be asked about."""
    now = timezone.now()
    until = kept_until(now)
    if until <= now:
        return None
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    body = bytes(response.content)
    kept = Kept(
        body=body,
        packed=gzip.compress(body, 6, mtime=0),
        headers=tuple(
            (name, value)
            for name, value in response.items()
            if name.lower() not in _OWN_HEADERS
        ),
        etag=f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        until=until,
    )
    caches[SHELF].set(key, kept, (until - now).total_seconds())
    return kept


def may_be_kept_apart(response: Any) -> bool:
    """Tell whether an answer to somebody signed in is a finished page.

    What it tells browsers and proxies of keeping is meant for them, and said again.
    """
    is_page = response.status_code == OK and not response.streaming
    is_html: bool = response.get("Content-Type", "").startswith("text/html")
    return is_page and is_html


def keep_shared(key: str, halves: Halves, content_type: str) -> None:
    """Keep a page without its personal part, for readers of equal rights."""
    now = timezone.now()
    until = kept_until(now)
    if until > now and len(halves.before) + len(halves.after) <= MOST_BYTES:
        shared = (halves, content_type, until)
        caches[SHELF].set(key, shared, (until - now).total_seconds())


def find_shared(key: str) -> tuple[Halves, str] | None:
    """Return a page without its personal part and its kind, or None."""
    found = caches[SHELF].get(key)
    if found is None or timezone.now() >= found[2]:
        return None
    return found[0], found[1]


def find(key: str) -> Any:
    """Return what is kept under a name and may be given out now, or None."""
    kept = caches[SHELF].get(key)
    if isinstance(kept, Kept) and not kept.is_fresh:
        return None
    return kept
