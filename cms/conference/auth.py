"""The right to enter the editors' rooms, from appointments in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import ModelBackend

from cms.conference.permissions import is_secretariat, may_decide

ADMIN = "wagtailadmin.access_admin"
Admission = Callable[[Any], bool]

_admissions: list[Admission] = [is_secretariat, may_decide]


def register_admission(predicate: Admission) -> Admission:
    """Let whoever matches enter the admin, asked at each request.

    The predicate gets a person, who may be signed out or deactivated, and costs few
    queries. What they find inside is the rooms' own to say. The same one twice counts
    once; it may be used as a decorator.
    """
    if predicate not in _admissions:
        _admissions.append(predicate)
    return predicate


class AppointmentBackend(ModelBackend):
    """Adds one permission to Django's: Wagtail's admin, for the Secretariat, for the
    deciders of the delegation that presides at this moment, and for whoever a room
    admits for work of its own (``register_admission``).
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Grant entry to the admin by appointment; everything else as Django does."""
        if perm == ADMIN and any(admits(user_obj) for admits in _admissions):
            return True
        return super().has_perm(user_obj, perm, obj)
