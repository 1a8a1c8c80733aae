"""The instant of a decision: every check of one decision asks about the same one.

Without it a check at a second before the hand-over and another one a second after it
could both be right, and a decision half that of the one delegation and half of the
other's. Only reads the clock; ``cms.conference.presiding.deciding`` opens a decision.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_instant: ContextVar[dt.datetime | None] = ContextVar("instant", default=None)


def now() -> dt.datetime:
    """Return the instant of the decision under way; the clock's where there is none."""
    return _instant.get() or timezone.now()


@contextmanager
def fixed(at: dt.datetime | None = None) -> Iterator[dt.datetime]:
    """Let ``now`` be one instant meanwhile.

    It is ``at``; where none is given that of the decision around it, or the clock's.
    """
    instant = at or now()
    token = _instant.set(instant)
    try:
        yield instant
    finally:
        _instant.reset(token)
