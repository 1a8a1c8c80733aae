"""Kinds of notice and their groups: registered by the rooms that have them.

A room declares its kinds in a module `notices`, which is imported at start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.distribution.models import Notice

GENERAL = "general"


class UnknownKindError(LookupError):
    """No room has registered this kind of notice, or this group."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Kinds for which a person chooses together how to be told."""

    code: str
    # Lazily translated.
    title: Any


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of notice: its words, and how it reaches people.

    ``subject`` and ``body`` are templates of plain text in the room's own folder
    (``approval/emails/your_turn_subject.txt``), written with ``{% translate %}``; they
    get the notice's context, ``notice`` and ``person``. ``address`` gives the address
    in the language active at that moment, where the notice's own ``url`` would not do.
    """

    code: str
    subject: str
    body: str
    group: str = GENERAL
    # Their turn: mailed at once, whatever the person prefers.
    needs_action: bool = False
    address: Callable[[Notice], str] | None = None
    # Asked beside the guard of the subject's type, when the notice is shown or mailed.
    may_still_see: Callable[[Any, Notice], bool] | None = None


_groups: dict[str, Group] = {}
_kinds: dict[str, Kind] = {}


def register_group(code: str, title: Any) -> None:
    """Add a group to those for which people choose how to be told."""
    _groups[code] = Group(code=code, title=title)


def register_kind(code: str, *, subject: str, body: str, **options: Any) -> Kind:
    """Add a kind of notice; ``options`` are the further fields of ``Kind``.

    Raises UnknownKindError for a group that nobody registered, ValueError if another
    room uses the code.
    """
    kind = Kind(code=code, subject=subject, body=body, **options)
    if kind.group not in _groups:
        msg = f"No group of notices is called {kind.group!r}."
        raise UnknownKindError(msg)
    known = _kinds.get(code)
    if known and (known.subject, known.body) != (subject, body):
        msg = f"Two kinds of notice are called {code!r}."
        raise ValueError(msg)
    _kinds[code] = kind
    return kind


def kind_of(code: str) -> Kind:
    """Return a registered kind; raises UnknownKindError."""
    try:
        return _kinds[code]
    except KeyError:
        msg = f"No kind of notice is called {code!r}."
        raise UnknownKindError(msg) from None


def groups() -> list[Group]:
    """Return the groups with a kind that leaves a choice, the general one last."""
    used = {kind.group for kind in _kinds.values() if not kind.needs_action}
    known = [group for code, group in _groups.items() if code in used]
    return sorted(known, key=lambda group: group.code == GENERAL)


def group_of(kind: str) -> Group:
    """Return the group of a kind; raises UnknownKindError."""
    return _groups[kind_of(kind).group]


register_group(GENERAL, _("Other notices"))
