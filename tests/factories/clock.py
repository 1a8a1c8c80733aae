"""A clock that a test sets: everything that asks Django for the time reads it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """Stands still until it is set; a hook may move it at each reading."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        self.on_reading: Callable[[], None] | None = None

    def set(self, at: dt.datetime) -> None:
        """Set it, forwards or back."""
        self.at = at

    def pass_by(self, **span: float) -> None:
        """Let time pass, or go back; the arguments are those of a timedelta."""
        self.at += dt.timedelta(**span)

    def read(self) -> dt.datetime:
        """Return the instant."""
        found = self.at
        if self.on_reading:
            self.on_reading()
        return found
