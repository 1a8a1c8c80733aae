"""Who would be given the very same page: everything that rights are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.utils import timezone

from cms.conference.models import Deputy
from cms.conference.permissions import appointments_of
from cms.reader_cache import generation, shelf
from cms.reader_cache.instants import kept_until
from cms.reader_cache.shelf import key_for
from cms.works.audiences import tokens_for

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def remembered(
    user: Any, name: str, ask: Callable[[], T], mark: str | None = None
) -> T:
    """Return what was found out about a person in this generation, or ask.

    It is asked again as soon as anything is saved anywhere, or an instant passes.
    ``mark`` is the generation, where the caller has read it already. What is None is
    asked for again each time.
    """
    mark = mark or (generation.current() if settings.READER_CACHE_SECONDS else None)
    if mark is None:
        return ask()
    key = key_for("person", mark, user.pk, user.is_superuser, user.is_staff, name)
    found = shelf.find(key)
    if found is None:
        until = kept_until(mark, timezone.now())
        found = ask()
        shelf.put(key, found, until)
    said: T = found
    return said


def compare_once(person: Any, compare: Callable[[], None]) -> None:
    """Compare a person's groups with their appointments once in a generation."""

    def ask() -> bool:
        compare()
        return True

    remembered(person, "groups", ask)


def standing_of(user: Any, mark: str) -> str:
    """Return a name for all that decides what a person is shown on a shared page."""
    return remembered(user, "standing", lambda: _say(user), mark)


def _say(user: Any) -> str:
    now = timezone.now()
    appointments = sorted((a.party_id, str(a.role)) for a in appointments_of(user))
    stands_in = Deputy.objects.filter(
        deputy=user, starts_at__lte=now, ends_at__gt=now, revoked_at__isnull=True
    )
    return key_for(
        *sorted(tokens_for(user)),
        appointments,
        sorted(stands_in.values_list("pk", flat=True)),
        user.is_superuser,
        user.is_staff,
    )
