"""Capacities in words: ``presidency:GT`` → "Presidency Pro-Tempore (Guatemala)"."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.conference.models import Party


def say_capacity(capacity: str) -> str:
    """Say a stored capacity in the active language; empty stays empty."""
    role, _colon, code = capacity.partition(":")
    if not role:
        return ""
    if role == "rule":
        return _("Content rule %(number)s") % {"number": code}
    party = Party.objects.filter(code=code).first()
    name = party.name if party else code
    if role == "presidency":
        return _("Presidency Pro-Tempore (%(party)s)") % {"party": name}
    if role == "delegation":
        return _("Delegation of %(party)s") % {"party": name}
    if role == "secretariat":
        return name
    return role
