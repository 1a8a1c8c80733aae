"""Who takes part in a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.conference.models import Meeting, Party


def accredited_meeting_ids(parties: Collection[Party]) -> set[int]:
    """Return the meetings to which one of these parties is accredited."""
    return set()


def accredited_parties(meeting: Meeting) -> list[Party]:
    """Return the parties accredited to a meeting at this moment."""
    return []
