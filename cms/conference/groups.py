"""Wagtail's group of the Secretariat, kept equal to the appointments in force.

Wagtail asks groups for rights on pages and files. A membership is therefore only a
copy of what the appointments say, and is compared with them whenever a signed-in
person's request is about to use it (``cms.conference.middleware``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.conference.permissions import SECRETARIAT_ROLES, is_secretariat

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    # Runs what it is given, unless it ran for this person and nothing changed since.
    Memory = Callable[[Any, Callable[[], None]], None]

SECRETARIAT_GROUP = "Secretariat"
# Where Django and Wagtail keep a person's rights once they have asked for them.
_CACHES = (
    "_perm_cache",
    "_group_perm_cache",
    "_user_perm_cache",
    "_page_permission_cache",
    "_collection_permission_cache",
    "_site_permission_cache",
)


_memories: list[Memory] = []


def register_memory(memory: Memory) -> None:
    """Let a room above say when a person need not be compared again; once."""
    if memory not in _memories:
        _memories.append(memory)


def keep_groups_once(person: Any) -> None:
    """Compare a person's membership, unless it is known that nothing has changed."""
    if not _memories:
        keep_groups(person)
    for memory in _memories:
        memory(person, lambda: keep_groups(person))


def keep_groups(person: Any) -> None:
    """Put a person into the Secretariat's group, or out of it, as they are appointed.

    A membership that somebody gave by hand goes: rights follow dated facts.
    """
    is_in = person.groups.filter(name=SECRETARIAT_GROUP).exists()
    belongs = is_secretariat(person)
    if is_in == belongs:
        return
    group, _made = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
    if belongs:
        person.groups.add(group)
    else:
        person.groups.remove(group)
    for cache in _CACHES:
        person.__dict__.pop(cache, None)


def keep_all_groups() -> None:
    """Compare everybody's membership of the group with their appointments."""
    members = User.objects.filter(groups__name=SECRETARIAT_GROUP)
    appointed = User.objects.filter(appointments__role__in=SECRETARIAT_ROLES)
    for person in members.union(appointed):
        keep_groups(person)
