"""What a paper tells of its meeting and the registry does not know: offered to it.

Nothing is taken over by itself, and nothing that the registry says is overwritten:
where it says otherwise, both are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from cms.audit.actions import record as record_event
from cms.conference import attendance, records
from cms.conference.models import Meeting, Participation, Party
from cms.conference.permissions import capacity_of
from rcm_pages.importing.models import Import

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.accounts.models import User

THEME, PARTY = "theme", "party-"
LONGEST_THEME, LONGEST_SOURCE, LONGEST_REASON = 300, 400, 300


@dataclass(frozen=True)
class Offer:
    """One fact: what it is, and why it is offered, in the paper's words."""

    key: str
    words: str
    reason: str
    party: Party | None = None


@dataclass(frozen=True)
class Offers:
    """What may be taken over, and where paper and registry differ."""

    meeting: Meeting
    theme: Offer | None
    participants: list[Offer]
    # The theme that the registry has instead of the paper's.
    other_theme: str
    # Those whom the paper lists and the registry calls not listed.
    not_listed: list[Party]

    @property
    def all(self) -> list[Offer]:
        """Everything that may be taken over."""
        return [*([self.theme] if self.theme else []), *self.participants]

    def __bool__(self) -> bool:
        return bool(self.all or self.other_theme or self.not_listed)


def offers_of(record: Import) -> Offers | None:
    """Return what a paper offers to its meeting; None where it belongs to none yet."""
    meeting = record.meeting
    if meeting is None:
        return None
    theme, other = _theme(record, meeting)
    new, not_listed = _participants(record, meeting)
    return Offers(meeting, theme, new, other, not_listed)


def _theme(record: Import, meeting: Meeting) -> tuple[Offer | None, str]:
    said = str(record.result.get("theme") or "").strip()
    if not said or not record.language:
        return None, ""
    known = getattr(meeting, f"theme_{record.language}", "").strip()
    if not known and len(said) <= LONGEST_THEME:
        return Offer(THEME, said, _line_with(record, said)), ""
    return None, known if known.casefold() != said.casefold() else ""


def _line_with(record: Import, words: str) -> str:
    """Return the line or sentence of the paper that says so."""
    lines = record.result.get("title_block", "").splitlines()
    texts = [part["text"] for part in record.result.get("segments", ())[:3]]
    found = (text for text in (*lines, *texts) if words in " ".join(text.split()))
    return next(found, words)[:LONGEST_REASON]


def _participants(record: Import, meeting: Meeting) -> tuple[list[Offer], list[Party]]:
    codes = list(record.result.get("participants") or ())
    if not codes:
        return [], []
    parties = {party.code: party for party in Party.objects.filter(code__in=codes)}
    known = dict(meeting.participations.values_list("party_id", "presence"))
    segments = record.result.get("segments", ())
    openings = (part["text"] for part in segments if part["kind"] == "opening")
    reason = next(openings, "")[:LONGEST_REASON]
    found = [parties[code] for code in codes if code in parties]
    new = [
        Offer(f"{PARTY}{party.code}", party.name, reason, party)
        for party in found
        if party.pk not in known
    ]
    left_out = Participation.Presence.NOT_LISTED
    return new, [party for party in found if known.get(party.pk) == left_out]


@transaction.atomic
def take_up(*, record: Import, keys: Collection[str], by: User | None) -> list[Offer]:
    """Enter for the meeting what a person has confirmed; return what was entered.

    What the registry has come to say meanwhile stays. Raises ValidationError if the
    registry refuses.
    """
    record = Import.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if record.meeting_id:
        Meeting.objects.select_for_update(of=("self",)).get(pk=record.meeting_id)
    offers = offers_of(record)
    taken = [each for each in (offers.all if offers else []) if each.key in keys]
    if offers is None or not taken:
        return []
    if offers.theme in taken:
        changes = {f"theme_{record.language}": taken[0].words}
        records.change(record=offers.meeting, changes=changes, by=by)
    attendance.add_participants(
        meeting=offers.meeting,
        listed=[each.party for each in taken if each.party],
        source=record.document.title[:LONGEST_SOURCE],
        by=by,
    )
    record_event(
        verb="importing.offer_taken",
        subject=offers.meeting,
        by=by,
        capacity=capacity_of(by),
        data={
            "import": record.pk,
            "taken": {each.key: each.words for each in taken},
            "reasons": sorted({each.reason for each in taken}),
        },
    )
    return taken
