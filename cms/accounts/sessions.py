"""Where a person is signed in: noted now and then, shown, ended."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

SEEN_KEY = "session_seen_at"
# One write in ten minutes for each session: SQLite has one write lock.
NOTED_EVERY_S = 600
LONGEST_AGENT = 1000

# Tried in this order: many browsers name others whose habits they share.
_BROWSERS = (
    ("Edge", r"\bEdgi?A?(?:iOS)?/"),
    ("Opera", r"\bOPR/|\bOpera\b"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\bFirefox/|\bFxiOS/"),
    ("Chrome", r"\bChrome/|\bCriOS/|\bHeadlessChrome/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


@dataclass(frozen=True)
class Place:
    """A session as its person sees it."""

    id: int
    device: str
    address: str
    since: dt.datetime
    seen_at: dt.datetime
    is_current: bool


def stamp(request: Any) -> None:
    """Note in the session itself that it was just seen, at no cost of its own."""
    request.session[SEEN_KEY] = int(time.time())


def note_activity(request: HttpRequest) -> None:
    """Write where and when a session was seen, unless that was done lately."""
    seen = request.session.get(SEEN_KEY)
    if isinstance(seen, int) and 0 <= time.time() - seen < NOTED_EVERY_S:
        return
    stamp(request)
    try:
        UserSession.objects.create_from_request(request)
    except PermissionDenied:
        return  # no address is known of where the request comes from


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, agent)), "")


def say_device(agent: str) -> str:
    """Say a browser's signature in words: "Firefox, Windows"."""
    agent = agent[:LONGEST_AGENT]
    known = (_first(_BROWSERS, agent), _first(_SYSTEMS, agent))
    return ", ".join(filter(None, known)) or _("Unknown device")


def places_of(person: Any, *, current_key: str | None = None) -> list[Place]:
    """Return where a person is signed in: the session in hand, then the newest."""
    found = [
        Place(
            id=session.pk,
            device=say_device(session.user_agent),
            address=session.ip,
            since=session.created_at,
            seen_at=session.last_seen_at,
            is_current=session.session_key == current_key,
        )
        for session in UserSession.objects.purge_and_list(person)
    ]
    return sorted(found, key=lambda p: (not p.is_current, -p.seen_at.timestamp()))


def end_one(*, session_id: int, by: Any) -> bool:
    """End one of a person's own sessions; tell whether there was such a one."""
    session = UserSession.objects.filter(pk=session_id, user_id=by.pk).first()
    if session is None:
        return False
    session.end()
    return True


def end_others(*, current_key: str | None, by: Any) -> int:
    """End all of a person's own sessions but the one in hand; return how many."""
    others = list(UserSession.objects.filter(user_id=by.pk).exclude(
        session_key=current_key or ""
    ))  # fmt: skip
    for session in others:
        session.end()
    return len(others)
