"""What other rooms do when the Presidency has passed: they register, and are called.

No right waits for it. Rights are computed from the terms at the moment of need; this
only lets the rooms above tell people, once for each term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.conference.models import Party, PresidencyTerm


class HandOver(NamedTuple):
    """A term that has begun, the party that presides by it and the one before."""

    term: PresidencyTerm
    incoming: Party
    outgoing: Party | None


_hooks: list[Callable[[HandOver], None]] = []


def on_handover(hook: Callable[[HandOver], None]) -> Callable[[HandOver], None]:
    """Have a function called once for each hand-over, in a transaction of its own.

    If it raises, nothing of that announcement is kept and the job tries again.
    """
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def announce(hand_over: HandOver) -> None:
    """Call whoever registered, in the order of registration."""
    for hook in tuple(_hooks):
        hook(hand_over)
