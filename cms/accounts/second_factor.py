"""Who must have a second factor, and whether a session has shown one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

Requirement = Callable[[Any], bool]
SESSION_KEY = "second_factor_of"
NEXT_KEY = "second_factor_next"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

_requirements: list[Requirement] = []


def register_requirement(predicate: Requirement) -> Requirement:
    """Require a second factor of whoever matches, asked at each request.

    The predicate gets a signed-in person and must cost two queries at most. It may be
    used as a decorator; the same one twice counts once.
    """
    if predicate not in _requirements:
        _requirements.append(predicate)
    return predicate


def is_required(person: Any) -> bool:
    """Tell whether a person must have a second factor at this moment."""
    if not getattr(settings, "ACCOUNTS_SECOND_FACTOR_REQUIRED", True):
        return False
    if not person.is_authenticated:
        return False
    return person.is_superuser or any(must(person) for must in _requirements)


def has_factor(person: Any) -> bool:
    """Tell whether a person has set up a second factor; recovery codes are none."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists()


def remember(request: HttpRequest, person: Any) -> None:
    """Note in the session that this person has shown the second factor in it."""
    request.session[SESSION_KEY] = str(person.pk)


def forget(request: HttpRequest) -> None:
    """Note that the factor shown in this session is no more."""
    request.session.pop(SESSION_KEY, None)


def was_shown(request: HttpRequest) -> bool:
    """Tell whether the second factor was shown in this session, by its person."""
    return request.session.get(SESSION_KEY) == str(request.user.pk)
