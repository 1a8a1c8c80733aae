"""Reasons of the rooms above to refuse a change, asked before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Guard = Callable[[Any, Any], str]

_GUARDS: dict[str, list[Guard]] = {}


def register(label: str, guard: Guard) -> None:
    """Let ``guard`` look at each change of a model (``conference.meeting``).

    It is given the record as it stands and as it shall be, and returns why that may
    not be, in the active language, or an empty string.
    """
    guards = _GUARDS.setdefault(label, [])
    if guard not in guards:
        guards.append(guard)


def objections(before: Any, after: Any) -> list[str]:
    """Return every reason against a change."""
    guards = _GUARDS.get(before._meta.label_lower, ())
    return [said for guard in guards if (said := guard(before, after))]
