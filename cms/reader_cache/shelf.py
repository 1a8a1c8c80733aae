"""The shelf: what is kept in each web process, each thing until an instant."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.cache import caches
from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt

SHELF = "readers"


def key_for(*parts: object) -> str:
    """Return the name under which something is kept."""
    said = "\0".join(map(str, parts))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=20).hexdigest()


def put(key: str, thing: Any, until: dt.datetime) -> None:
    """Keep a thing, which is not None, until an instant; nothing if that is past."""
    left = (until - timezone.now()).total_seconds()
    if left > 0:
        caches[SHELF].set(key, (thing, until), left)


def find(key: str) -> Any:
    """Return what is kept under a name and has not grown old, or None."""
    thing, until = caches[SHELF].get(key) or (None, None)
    return thing if until and timezone.now() < until else None
