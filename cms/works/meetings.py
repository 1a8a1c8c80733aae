"""Who may see a meeting: its page, its place in lists, the addresses below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.conference.models import Meeting
from cms.works import tokens
from cms.works.audiences import tokens_for
from cms.works.models import MeetingAudience, WorkAudience

if TYPE_CHECKING:
    from collections.abc import Collection


def meeting_tokens(meeting: Meeting) -> frozenset[str]:
    """Return the tokens of those who may see a meeting at this moment."""
    said: MeetingAudience | None = getattr(meeting, "audience", None)
    if said is None:
        return frozenset({tokens.PUBLIC})
    now = timezone.now()
    audiences = {said.sees} | {
        release.audience
        for release in meeting.releases.all()
        if release.opens_at <= now
    }
    own: dict[str, str] = {
        WorkAudience.PUBLIC: tokens.PUBLIC,
        WorkAudience.PARTICIPANTS: tokens.meeting(meeting.pk),
        WorkAudience.MEMBERS: tokens.MEMBERS,
    }
    found = {own[a] for a in audiences if a in own}
    return frozenset(found | {tokens.SECRETARIAT, tokens.term(said.steering_since)})


def is_public(meeting: Meeting) -> bool:
    """Tell whether everybody may see a meeting."""
    return tokens.PUBLIC in meeting_tokens(meeting)


def may_see(user: Any, meeting: Meeting) -> bool:
    """Tell whether a person, signed in or not, may see a meeting at this moment."""
    needed = meeting_tokens(meeting)
    return tokens.PUBLIC in needed or not needed.isdisjoint(tokens_for(user))


def hidden_meetings(held: Collection[str]) -> list[int]:
    """Return the meetings that a holder of these tokens may not see; few, if any."""
    closed = (
        Meeting.objects.filter(audience__isnull=False)
        .exclude(audience__sees=WorkAudience.PUBLIC)
        .select_related("audience")
        .prefetch_related("releases")
    )
    return [m.pk for m in closed if meeting_tokens(m).isdisjoint(held)]
