"""Who keeps the registry of parties, bodies and meetings, for Wagtail to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy

from cms.conference.models import Appointment, Party
from cms.conference.permissions import SECRETARIAT_ROLES, is_secretariat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

# Nothing of the registry is ever deleted: papers, symbols and rights point at it.
KEEPING = frozenset({"add", "change", "view", "choose"})


def may_keep_registry(user: Any) -> bool:
    """Tell whether a person may write parties, bodies and meetings.

    The Secretariat's coordinator and editors, by appointments in force at this moment;
    and the administrator, who thereby gains no right to any paper.
    """
    if not getattr(user, "is_active", False):
        return False
    return bool(user.is_superuser) or is_secretariat(user)


class RegistryPolicy(BasePermissionPolicy):
    """The same rule for every record of the registry; groups have no say."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether a person may do this to some record."""
        return action in KEEPING and may_keep_registry(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Tell whether a person may do any of these; asks for the person once."""
        return bool(KEEPING & set(actions)) and may_keep_registry(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return the people who may do any of these."""
        people = get_user_model().objects.filter(is_active=True)
        if not KEEPING & set(actions):
            return people.none()
        keepers = (
            Appointment.objects.all()
            .on()
            .filter(party__kind=Party.Kind.SECRETARIAT, role__in=SECRETARIAT_ROLES)
        )
        return people.filter(
            Q(is_superuser=True) | Q(pk__in=keepers.values("person_id"))
        )
