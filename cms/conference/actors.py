"""Those whom a text may charge with something, named by function, not by party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Actor(models.TextChoices):
    """An organ or group as the texts name it (document layouts, section 7)."""

    TS = "TS", _("Technical Secretariat")
    PPT = "PPT", _("Presidency Pro-Tempore")
    TROIKA = "TROIKA", _("Troika")
    MEMBERS = "MEMBERS", _("Member States")
    VICE_MINISTERS = "VICE_MINISTERS", _("Vice-Ministers")
    RCGM = "RCGM", _("Regional Consultation Group on Migration")
    RNCOM = "RNCOM", _("Regional Network for Civil Organizations on Migration")
    IO = "IO", _("International organizations")
    OBSERVERS = "OBSERVERS", _("Observers")
    GUESTS = "GUESTS", _("Special guests")
    CIVIL_SOCIETY = "CIVIL_SOCIETY", _("Civil society")
    WORKING_GROUP = "WORKING_GROUP", _("Working group")
    LIAISON_NETWORK = "LIAISON_NETWORK", _("Liaison Officer Network")


# States and others that a conference's own texts charge by name.
_named: dict[str, str | Promise] = {}


def register(code: str, name: str | Promise) -> None:
    """Let texts charge one by name, such as a state, beside the functions above."""
    _named[code] = name


def choices() -> list[tuple[str, str | Promise]]:
    """Return all whom a text may charge, by code and name."""
    return [*Actor.choices, *_named.items()]


def name_of(code: str) -> str:
    """Say whom a code means; an unknown code stays a code."""
    return str(dict(choices()).get(code, code))
