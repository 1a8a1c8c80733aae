"""Who takes part in the next meetings, and who stands in for whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.conference.accreditation import accredit, accredit_members, accredited_parties
from cms.conference.deputising import name_deputy
from cms.conference.models import Deputy, Meeting, Party
from rcm_pages.demo.people import APPROVER, COORDINATOR, DEPUTY, OBSERVER, PARTNER

if TYPE_CHECKING:
    from cms.accounts.models import User

# Observers that come to the fictional meetings, beside the member states.
OBSERVERS = (OBSERVER.party, PARTNER.party, "UNHCR", "RNCOM")
ABSENCE = dt.timedelta(days=60)
REASON = "En misión oficial (dato de la demostración)"


def make_accreditations(people: dict[str, User]) -> None:
    """Admit the member states and some observers to the meetings to come, once."""
    coordinator = people[COORDINATOR.email]
    coming = Meeting.objects.filter(
        is_fictional=True, starts_on__gte=timezone.localdate()
    )
    for meeting in coming:
        if accredited_parties(meeting).exists():
            continue
        accredit_members(meeting=meeting, by=coordinator)
        for party in Party.objects.filter(code__in=OBSERVERS):
            accredit(meeting=meeting, party=party, by=coordinator)


def make_deputy(people: dict[str, User]) -> None:
    """Let the decider of the present Presidency have a deputy for some weeks, once."""
    decider = people[APPROVER.email]
    if Deputy.objects.filter(person=decider).exists():
        return
    name_deputy(
        person=decider,
        deputy=people[DEPUTY.email],
        party=Party.objects.get(code=APPROVER.party),
        ends_at=timezone.now() + ABSENCE,
        reason=REASON,
        by=decider,
    )
