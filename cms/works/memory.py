"""What one request has asked already; lists ask the same of every row.

Only a request that changes nothing remembers, and only until it is answered: every
right is asked for anew with the next one, and at each step of a decision.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Answer = TypeVar("Answer")
_known: ContextVar[dict[Hashable, object] | None] = ContextVar("known", default=None)


@contextmanager
def of_one_request() -> Iterator[None]:
    """Remember from here on, until the end."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def is_on() -> bool:
    """Tell whether anything is remembered."""
    return _known.get() is not None


def remember(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return what is known under a key; ask where nothing is, or nothing remembered."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    return known[key]  # type: ignore[return-value]
