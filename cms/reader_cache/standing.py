"""Who would be given the very same page: everything that rights are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from cms.conference.models import Deputy
from cms.conference.permissions import appointments_of
from cms.reader_cache import generation
from cms.reader_cache.instants import kept_until
from cms.reader_cache.shelf import SHELF, key_for
from cms.works.audiences import tokens_for

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def remembered(
    user: Any, name: str, ask: Callable[[], T], mark: str | None = None
) -> T:
    """Return what was found out about a person in this generation, or ask.

    It is asked again as soon as anything is saved anywhere, or an instant passes.
    ``mark`` is the generation, where the caller has read it already.
    """
    mark = mark or (generation.current() if settings.READER_CACHE_SECONDS else None)
    if mark is None:
        return ask()
    key = key_for("person", mark, user.pk, user.is_superuser, user.is_staff, name)
    missing = object()
    found = caches[SHELF].get(key, missing)
    if found is not missing:
        said, until = found
        if timezone.now() < until:
            return said
    now = timezone.now()
    said, until = ask(), kept_until(now)
    caches[SHELF].set(key, (said, until), (until - now).total_seconds())
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
