"""Gives kept pages out: first to whoever has no session, last to those who have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from cms.distribution.templatetags.notice_tags import unread_for
from cms.reader_cache import answers, generation, personal, shelf
from cms.reader_cache.instants import kept_until
from cms.reader_cache.packing import Halves
from cms.reader_cache.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    Respond = Callable[[HttpRequest], HttpResponse]

LONGEST_ADDRESS = 600
_TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml")


class PackPages(GZipMiddleware):
    """Packs pages for weak links; never files, which are sent in pieces and resumed.

    Django adds random bytes against guessing a secret from the packed size (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Pack a finished text."""
        is_text = response.headers.get("Content-Type", "").startswith(_TEXTS)
        if response.streaming or response.has_header("Content-Range") or not is_text:
            return response
        return super().process_response(request, response)


def _is_asked_plainly(request: HttpRequest) -> bool:
    """Tell whether nothing but the address and the reader decides about the answer."""
    headers = request.headers
    return (
        settings.READER_CACHE_SECONDS > 0
        and request.method == "GET"
        and len(request.get_full_path()) <= LONGEST_ADDRESS
        and not any(
            name in headers for name in ("HX-Request", "Authorization", "Range")
        )
    )


def _names_a_language(request: HttpRequest) -> bool:
    first = request.path_info.split("/", 2)[1]
    return any(first == code for code, _name in settings.LANGUAGES)


def _address(request: HttpRequest) -> tuple[str, ...]:
    host = request.META.get("HTTP_HOST", "")
    return (request.scheme or "", host, request.get_full_path())


class PagesForEverybody:
    """Answers whoever has no session from the shelf; stands first of all.

    What a reader without session sees differs by nothing but the address.
    """

    def __init__(self, get_response: Respond) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the kept page, or make it and keep it."""
        has_cookies = {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)
        is_asked = _is_asked_plainly(request) and _names_a_language(request)
        mark = generation.current() if is_asked and not has_cookies else None
        if mark is None:
            return self.get_response(request)
        key = shelf.key_for("everybody", mark, *_address(request))
        kept = shelf.find(key)
        if kept is not None:
            return kept.answer(request)
        until = kept_until(mark, timezone.now())
        response = self.get_response(request)
        if not answers.may_be_kept(request, response):
            return response
        made = answers.Kept.of(response)
        shelf.put(key, made, until)
        return made.answer(request)


class PagesByStanding:
    """Gives a page to those who are signed in, made for somebody of equal rights.

    It stands last, so that whoever must be stopped has been stopped. Only the views
    of ``READER_CACHE_VIEWS`` take part: their pages hold nothing of a person but the
    links in the header, which are put in anew.
    """

    def __init__(self, get_response: Respond) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep what was made, without its personal part."""
        response = self.get_response(request)
        key, until = getattr(request, "kept_under", (None, None))
        if key and until and answers.may_be_kept_apart(response):
            shared = personal.cut(response.content, request.user)
            if shared is not None:
                halves = Halves.of(*personal.halves(shared))
                shelf.put(key, (halves, response["Content-Type"]), until)
        return response

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Answer from the shelf where somebody of equal rights was answered."""
        match = request.resolver_match
        is_shared = match is not None and match.view_name in settings.READER_CACHE_VIEWS
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not (is_shared and has_session and _is_asked_plainly(request)):
            return None
        if not request.user.is_authenticated or len(get_messages(request)):
            return None
        mark = generation.current()
        if mark is None:
            return None
        standing = standing_of(request.user, mark)
        key = shelf.key_for("standing", mark, standing, *_address(request))
        shared = shelf.find(key)
        if shared is None:
            until = kept_until(mark, timezone.now())
            request.kept_under = (key, until)  # type: ignore[attr-defined]
            return None
        halves, content_type = shared
        own = personal.links_for(request, unread_for(request.user), mark).encode()
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return HttpResponse(halves.around(own), content_type=content_type)
        response = HttpResponse(halves.packed_around(own), content_type=content_type)
        response["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ("Accept-Encoding",))
        return response
