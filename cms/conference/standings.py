"""Standings of parties begin and end here, each with an audit event.

A party has one standing at a time: the days on which two of them are certain never
meet. All actions raise ValidationError, in the language of whoever acts.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.models import Membership, Party
from cms.conference.permissions import capacity_of
from cms.conference.records import apply, plain

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.conference.edges import Edge

BEGUN, ENDED, CORRECTED = (
    "conference.standing_begun",
    "conference.standing_ended",
    "conference.standing_corrected",
)


def meet(one: Membership, other: Membership) -> bool:
    """Tell whether there is a day on which both are certain."""
    ends = [m.certain_until or dt.date.max for m in (one, other)]
    starts = [m.certain_from or dt.date.min for m in (one, other)]
    return max(starts) <= min(ends)


def check_alone(membership: Membership) -> None:
    """Refuse a standing beside another one of the same party."""
    membership.work_out_certainty()
    others = Membership.objects.filter(party=membership.party).exclude(pk=membership.pk)
    for other in others:
        if meet(membership, other):
            raise ValidationError(
                _(
                    "%(party)s has another standing in that time: %(standing)s. "
                    "End that one first."
                )
                % {
                    "party": membership.party.name,
                    "standing": other.get_standing_display(),
                },
                code="two_standings",
            )


def _edge(name: str, edge: Edge) -> dict[str, Any]:
    return {
        f"{name}_on": edge.on,
        f"{name}_by": edge.by,
        f"{name}_precision": edge.precision,
    }


def _record(
    verb: str, membership: Membership, data: dict[str, Any], by: User | None
) -> None:
    said = {"party": membership.party.code, "standing": membership.standing}
    record_event(
        verb=verb,
        subject=membership,
        by=by,
        capacity=capacity_of(by),
        data=said | data,
    )


@transaction.atomic
def begin_standing(
    *, party: Party, standing: str, starts: Edge, by: User | None, **facts: str
) -> Membership:
    """Give a party a standing from some day on.

    ``facts`` are certainty, notes and source. Refused while it has another one.
    """
    party = Party.objects.select_for_update().get(pk=party.pk)
    membership = Membership(
        party=party, standing=standing, **_edge("starts", starts), **facts
    )
    membership.full_clean()
    check_alone(membership)
    membership.save()
    _record(BEGUN, membership, {"starts": plain(starts.on)}, by)
    return membership


@transaction.atomic
def end_standing(
    *, membership: Membership, ends: Edge, by: User | None, **facts: str
) -> Membership:
    """End a standing; its last day is as well known as ``ends`` says.

    Refused if it has ended already, or would end before it began.
    """
    if Membership.objects.get(pk=membership.pk).end is not None:
        raise ValidationError(_("This standing has ended already."), code="ended")
    after, differ = apply(membership, _edge("ends", ends) | facts)
    _record(ENDED, after, {"changes": differ}, by)
    return after


@transaction.atomic
def correct_standing(
    *, membership: Membership, changes: dict[str, Any], reason: str, by: User | None
) -> Membership:
    """Put right what was entered wrongly, with the reason; a mistake is not an event.

    Refused without a reason, or where it would meet another standing of the party.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this is being corrected.")})
    Party.objects.select_for_update().get(pk=membership.party_id)
    after, differ = apply(membership, changes)
    if differ:
        check_alone(after)
        _record(CORRECTED, after, {"changes": differ, "reason": reason}, by)
    return after
