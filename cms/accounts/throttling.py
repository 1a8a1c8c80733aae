"""How long somebody has to wait who tried too often, and how it is said to them."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django.http import HttpRequest

APP = "allauth.account"
# Views → the limit that stands before them.
ACTIONS = {
    "sign_in": "login",
    "account_login": "login",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
    "account_change_password": "change_password",
    "account_set_password": "change_password",
    "account_reauthenticate": "reauthenticate",
    "mfa_reauthenticate": "reauthenticate",
}
_MINUTE = 60


def seconds_to_wait(
    request: HttpRequest, action: str, *, key: str | None = None
) -> int:
    """Return in how many seconds an action may be tried again; 0 if it may be now.

    Only reads: somebody who is kept out costs the database no write. ``key`` is what
    the limit counts beside the address, such as the account.
    """
    waits = [0]
    for rate in get_rates(app=APP, action=action):
        if (rate.per == "key" and key is None) or (
            rate.per == "user" and not request.user.is_authenticated
        ):
            continue
        name = get_cache_key(request, app=APP, action=action, rate=rate, key=key)
        now = time.time()
        history = [at for at in cache.get(name, []) if at > now - rate.duration]
        if len(history) >= rate.amount:
            # Newest first: the one that must fall out before there is room again.
            waits.append(math.ceil(history[rate.amount - 1] + rate.duration - now))
    return max(waits)


def seconds_before(request: HttpRequest) -> int:
    """Return how long the limit of the view in hand has yet to run, in seconds."""
    match = request.resolver_match
    action = ACTIONS.get(match.url_name or "" if match else "", "login")
    key = request.POST.get("email", "").strip().lower() or None
    return max(1, seconds_to_wait(request, action, key=key))


def say_wait(seconds: int) -> str:
    """Say a wait in words: whole minutes from a minute and a half on."""
    if seconds < 1.5 * _MINUTE:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    minutes = math.ceil(seconds / _MINUTE)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def say_too_many(seconds: int) -> str:
    """Say that there were too many attempts, and when to come back."""
    return _("Too many attempts. Please wait %(wait)s and try again.") % {
        "wait": say_wait(max(1, seconds))
    }
