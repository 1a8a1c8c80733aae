"""The right to enter the editors' rooms, from appointments in force."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from cms.conference.permissions import is_secretariat, may_decide

ADMIN = "wagtailadmin.access_admin"


class AppointmentBackend(ModelBackend):
    """Adds one permission to Django's: Wagtail's admin, for the Secretariat and for
    the deciders of the delegation that presides at this moment.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Grant entry to the admin by appointment; everything else as Django does."""
        if perm == ADMIN and (is_secretariat(user_obj) or may_decide(user_obj)):
            return True
        return super().has_perm(user_obj, perm, obj)
