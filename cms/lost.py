"""What whoever comes to an address that leads nowhere is told: 404 or 410, with advice.

What they may have meant is asked of the search as this very reader, so it names nothing
that they may not read, and the address itself is never repeated on the page.
"""

from __future__ import annotations

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLateError
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render

from cms.index_lag import unreadable_keys
from cms.works.audiences import tokens_for
from search import ask
from search.audience import Audience
from search.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from search.query import Answer, Hit

logger = logging.getLogger(__name__)

MOST_SUGGESTIONS = 5
# How long a reader waits for advice; the search may take longer, and is left alone.
SECONDS = 0.7
_LETTERS = re.compile(r"[^\W\d_]{3,30}")
_MOST_WORDS, _LONGEST_ADDRESS = 3, 400
_AT_ONCE = 2
_workers = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="lost")
_free = BoundedSemaphore(_AT_ONCE)
_finders: list[Callable[[HttpRequest], bool]] = []


def register_gone(finder: Callable[[HttpRequest], bool]) -> None:
    """Let a room say of an address that everybody could read there what is gone."""
    if finder not in _finders:
        _finders.append(finder)


def words_of(path: str) -> str:
    """Return what an address asks for, as words that may be mistyped at their ends."""
    parts = [part for part in unquote(path[:_LONGEST_ADDRESS]).split("/") if part]
    words = _LETTERS.findall(parts[-1]) if len(parts) > 1 else []
    longest = sorted(dict.fromkeys(words), key=len, reverse=True)[:_MOST_WORDS]
    return " ".join(f"{word[: max(4, len(word) - 2)]}*" for word in longest)


def suggestions(request: HttpRequest) -> tuple[Hit, ...]:
    """Return what the reader may have meant; nothing where the search is away or slow.

    Only addresses of readers' pages are looked at: what robots try is not worth a
    question.
    """
    first = request.path_info.split("/", 2)[1]
    text = words_of(request.path_info)
    is_readers = any(first == code for code, _name in settings.LANGUAGES)
    if not (is_readers and text and request.method == "GET"):
        return ()
    user = getattr(request, "user", None) or AnonymousUser()
    try:
        query = Query(
            text=text,
            audience=Audience(tokens_for(user)),
            page_size=MOST_SUGGESTIONS,
            without=unreadable_keys(user),
            filters={"language": (first,)},
        )
        answer = _ask_in_time(query)
    except Exception:
        # Advice is worth no error: whoever is lost is told so in any case.
        logger.exception("Nothing could be suggested for an address.")
        return ()
    return answer.hits if answer else ()


def _ask_in_time(query: Query) -> Answer | None:
    """Ask the search; None if it is busy with others who are lost, or takes long."""
    if not _free.acquire(blocking=False):
        return None
    running = _workers.submit(ask, query)
    running.add_done_callback(lambda _done: _free.release())
    try:
        return running.result(timeout=SECONDS)
    except TooLateError:
        return None


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that nothing is here, or no longer; and what there is instead."""
    try:
        is_gone = any(finder(request) for finder in _finders)
    except Exception:
        logger.exception("Whether something was at an address could not be asked.")
        is_gone = False
    template, status = ("410.html", 410) if is_gone else ("404.html", 404)
    context = {"suggestions": suggestions(request)}
    return render(request, template, context, status=status)
