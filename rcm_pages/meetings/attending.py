"""Who takes part in a meeting: as accredited, and as its papers list it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.catalogue.alphabet import sort_key
from cms.conference.models import Membership

if TYPE_CHECKING:
    from cms.conference.models import Meeting, Party


def _name(party: Party, meeting: Meeting) -> str:
    day = meeting.starts_on
    return party.name_on(day) if day else party.name


def participants(meeting: Meeting) -> dict[str, list[str]]:
    """Return the parties that the meeting's papers list, and those left out, by name.

    A party is called as it was called on the first day of the meeting.
    """
    names: dict[str, list[str]] = {}
    rows = meeting.participations.select_related("party").prefetch_related(
        "party__names"
    )
    for row in rows:
        names.setdefault(row.presence, []).append(_name(row.party, meeting))
    return {presence: sorted(some, key=sort_key) for presence, some in names.items()}


def accredited(meeting: Meeting) -> list[dict[str, Any]]:
    """Return the parties accredited to a meeting, by the capacity they have there."""
    rows = (
        meeting.accreditations.filter(withdrawn_at__isnull=True)
        .select_related("party")
        .prefetch_related("party__names")
    )
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(row.standing, []).append(_name(row.party, meeting))
    return [
        {
            "standing": Membership.Standing(code).label,
            "names": sorted(names[code], key=sort_key),
        }
        for code in Membership.Standing.values
        if code in names
    ]
