"""So many questions a minute of one reader: enough for any harvester that waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.http import HttpRequest

MINUTE = 60


def _who(request: HttpRequest) -> str:
    """Return whose questions are counted: the person's, else those of the address."""
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    try:
        address = get_adapter(request).get_client_ip(request)
    except PermissionDenied:  # no address, or none that the proxies vouch for
        address = request.META.get("REMOTE_ADDR", "")
    return f"address:{address}"


def seconds_to_wait(request: HttpRequest) -> int:
    """Count this question; return how long to wait where there were too many, else 0.

    Counted by each web process for itself unless they share a cache.
    """
    limit = settings.EXCHANGE_REQUESTS_PER_MINUTE
    now = time.time()
    window = int(now // MINUTE)
    key = f"exchange:{_who(request)}:{window}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        asked = cache.incr(key)
    except ValueError:  # it went out of the cache between the two
        return 0
    return int((window + 1) * MINUTE - now) + 1 if asked > limit else 0
