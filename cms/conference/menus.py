"""What a menu shows: each question about a person asked once for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def shown_to(request: HttpRequest, may: Callable[[Any], bool]) -> bool:
    """Tell whether a menu shows something to the person of a request.

    Wagtail asks every item of a menu twice. The answer is kept for this request and
    for what is shown in it: what somebody may do is asked anew where it is done.
    """
    known: dict[Any, bool] = request.__dict__.setdefault("_shown_to", {})
    if may not in known:
        known[may] = may(request.user)
    return known[may]
