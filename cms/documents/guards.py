"""Reasons of the rooms above against a purge of files, asked before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cms.documents.models import Document

    # The person, files → of those that stay the reason, by the file's number. All at
    # once, so that a list costs no query per line.
    Guard = Callable[[Any, Sequence[Document]], dict[int, str]]

_guards: list[Guard] = []


def register(guard: Guard) -> Guard:
    """Let a room look at files before they are purged.

    It is given who would purge, and files of the trash; it returns why they stay, as a
    sentence in the active language.
    """
    if guard not in _guards:
        _guards.append(guard)
    return guard


def objections(user: Any, documents: Collection[Document]) -> dict[int, str]:
    """Return the first reason against purging each file that some room would keep."""
    found: dict[int, str] = {}
    for guard in _guards:
        asked = [each for each in documents if each.pk not in found]
        if asked:
            found |= guard(user, asked)
    return found
