"""Two doors to the same screens: the delegations' desk and Wagtail's admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cms.conference.models import Party
from cms.conference.permissions import is_coordinator, is_secretariat, parties_of

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Door:
    """Where the screens are entered: the names of its addresses, and its frame."""

    prefix: str
    layout: str
    is_admin: bool

    def url(self, step: str, *args: Any) -> str:
        """Return the address of one screen."""
        return reverse(f"{self.prefix}_{step}", args=args)

    def may_enter(self, user: Any, party: Party) -> bool:
        """Tell whether a person may see the people of a party through this door.

        On the desk their own delegation, and the Coordinator every one; in the admin
        the Secretariat.
        """
        if self.is_admin:
            return is_secretariat(user)
        return party in parties_of(user) or is_coordinator(user)

    def party(self, request: HttpRequest, code: str) -> Party:
        """Return the party of an address; 404 if unknown, 403 if not the reader's."""
        party = get_object_or_404(Party, code=code)
        if not self.may_enter(request.user, party):
            raise PermissionDenied
        return party


DESK = Door("desk", "desk/layout.html", is_admin=False)
ADMIN = Door("people", "conference/admin_layout.html", is_admin=True)
