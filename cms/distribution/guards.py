"""Who may still see a notice: asked each time that one is shown or mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.distribution.kinds import UnknownKindError, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from cms.accounts.models import User
    from cms.distribution.models import Notice

    # The person, notices about records of one type → the ids of those records that
    # the person may know of. All at once, so that a list costs no query per line.
    Guard = Callable[[User, Iterable[Notice]], Collection[str]]

_guards: dict[str, Guard] = {}


def register_guard(subject_type: str, guard: Guard) -> None:
    """Ask ``guard`` about every notice on a type of record (``works.work``)."""
    _guards[subject_type] = guard


def seen_by(person: User, notices: Iterable[Notice]) -> set[int]:
    """Return the numbers of those notices that a person may see at this moment."""
    seen: set[int] = set()
    by_type: dict[str, list[Notice]] = {}
    for notice in notices:
        by_type.setdefault(notice.subject_type, []).append(notice)
    for subject_type, alike in by_type.items():
        guard = _guards.get(subject_type)
        known = None if guard is None else guard(person, alike)
        seen |= {
            notice.pk
            for notice in alike
            if (known is None or notice.subject_id in known)
            and _kind_allows(person, notice)
        }
    return seen


def may_still_see(person: User, notice: Notice) -> bool:
    """Tell whether a person may see a notice at this moment."""
    return bool(seen_by(person, [notice]))


def _kind_allows(person: User, notice: Notice) -> bool:
    """Ask the kind; one that no room registers any more has nothing to say to it."""
    try:
        predicate = kind_of(notice.kind).may_still_see
    except UnknownKindError:
        return True
    return predicate is None or predicate(person, notice)
