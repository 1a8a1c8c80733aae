"""The portal's cache: each process has its own memory, but for what must be counted.

Attempts at signing in and codes already used are the same for every process, or a
guesser would have as many tries as there are processes. django-allauth keeps them in
the default cache; they go to the cache named ``shared``, a table of the database.
"""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache

# How django-allauth's keys, and those of this room, begin.
SHARED_PREFIXES = ("allauth", "accounts")


class PortalCache(LocMemCache):
    """Memory of the process; counts and used codes in the table."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        """Keep the memory under a name of its own."""
        super().__init__(name or "portal", params)

    def add(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Set it if it is not there; of two processes only one is told that it did."""
        return bool(self._store(key).add(key, *args, **kwargs))

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Return what was set, or the default."""
        return self._store(key).get(key, *args, **kwargs)

    def set(self, key: str, *args: Any, **kwargs: Any) -> None:
        """Keep a value."""
        self._store(key).set(key, *args, **kwargs)

    def delete(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Forget a value; tell whether it was there."""
        return bool(self._store(key).delete(key, *args, **kwargs))

    def _store(self, key: str) -> Any:
        return caches["shared"] if key.startswith(SHARED_PREFIXES) else super()
