"""Who is admitted to a meeting, in which capacity, with which people.

Accreditation makes the participants of a meeting, whose papers may be for them alone.
It is in force from the instant at which it is given to that at which it is withdrawn;
neither lies in the future, so nothing here asks the clock. Observers attend in the
capacity that the accreditation says (criteria of the IV meeting, 1999).
All actions raise ValidationError, in the language of whoever acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.models import Accreditation, Meeting, Membership, Party
from cms.conference.permissions import capacity_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cms.accounts.models import User

ACCREDITED, WITHDRAWN = "conference.accredited", "conference.accreditation_withdrawn"
_STANDING = Membership.Standing


def accredited_meeting_ids(parties: Iterable[Party]) -> set[int]:
    """Return the ids of the meetings to which any of the parties is accredited now."""
    return set(
        Accreditation.objects.filter(
            party__in=[party.pk for party in parties], withdrawn_at__isnull=True
        ).values_list("meeting_id", flat=True)
    )


def accredited_parties(meeting: Meeting) -> QuerySet[Party]:
    """Return the parties accredited to a meeting now, by name."""
    return Party.objects.filter(
        accreditations__meeting=meeting, accreditations__withdrawn_at__isnull=True
    ).order_by("name_en")


def members_at(meeting: Meeting) -> QuerySet[Membership]:
    """Return the standings of certain member states on every day it may have met."""
    days = meeting.possible_days
    members = Membership.objects.filter(standing=_STANDING.MEMBER_STATE)
    if days is None:
        return members.none()
    return members.throughout(*days).select_related("party").order_by("party__name_en")


def certain_standing(party: Party, meeting: Meeting) -> str:
    """Return the standing that a party certainly has at a meeting, or nothing."""
    days = meeting.possible_days
    if days is None:
        return ""
    held = party.memberships.all().throughout(*days).first()
    return held.standing if held else ""


def possible_standings(party: Party, meeting: Meeting) -> set[str]:
    """Return the standings that a party may have at a meeting, a guest's included."""
    days = meeting.possible_days
    held = {
        membership.standing
        for membership in party.memberships.all()
        if days is None or any(membership.is_possible_on(day) for day in days)
    }
    is_member = certain_standing(party, meeting) == _STANDING.MEMBER_STATE
    return held if is_member else {*held, _STANDING.SPECIAL_GUEST}


def _check_standing(party: Party, meeting: Meeting, standing: str) -> str:
    standing = standing or certain_standing(party, meeting)
    if not standing:
        raise ValidationError(
            {
                "standing": _(
                    "It is not certain which standing %(party)s has at this meeting. "
                    "Say in which capacity it takes part."
                )
                % {"party": party.name}
            },
            code="standing_unknown",
        )
    if standing not in possible_standings(party, meeting):
        raise ValidationError(
            {
                "standing": _("%(party)s does not have this standing at that time.")
                % {"party": party.name}
            },
            code="other_standing",
        )
    return standing


def _lock(meeting: Meeting) -> Meeting:
    """Lock the meeting, so that of two who accredit the second is told."""
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.status == Meeting.Status.CANCELLED:
        raise ValidationError(_("This meeting was cancelled."), code="cancelled")
    return locked


def _accredit(
    meeting: Meeting, party: Party, standing: str, note: str, by: User | None
) -> Accreditation:
    accreditation = Accreditation(
        meeting=meeting,
        party=party,
        standing=standing,
        note=note,
        accredited_at=timezone.now(),
        accredited_by=by,
    )
    accreditation.full_clean(validate_unique=False, validate_constraints=False)
    accreditation.save()
    record_event(
        verb=ACCREDITED,
        subject=accreditation,
        by=by,
        capacity=capacity_of(by),
        data={"meeting": meeting.pk, "party": party.code, "standing": standing},
    )
    return accreditation


@transaction.atomic
def accredit(
    *,
    meeting: Meeting,
    party: Party,
    standing: str = "",
    note: str = "",
    by: User | None,
) -> Accreditation:
    """Admit a party to a meeting, in the standing that it has at that time.

    A standing has to be said where it is not certain; special guests have none of
    their own. Refused if the party is accredited already.
    """
    meeting = _lock(meeting)
    if accredited_parties(meeting).filter(pk=party.pk).exists():
        raise ValidationError(
            _("%(party)s is accredited to this meeting already.")
            % {"party": party.name},
            code="accredited_already",
        )
    standing = _check_standing(party, meeting, standing)
    return _accredit(meeting, party, standing, note, by)


@transaction.atomic
def accredit_members(*, meeting: Meeting, by: User | None) -> list[Accreditation]:
    """Admit every certain member state of that time that is not admitted yet.

    Refused where the date of the meeting is not known at all.
    """
    meeting = _lock(meeting)
    if meeting.possible_days is None:
        raise ValidationError(
            _("The date of this meeting is not known. Accredit each party by itself."),
            code="date_unknown",
        )
    there = set(accredited_parties(meeting).values_list("pk", flat=True))
    return [
        _accredit(meeting, member.party, member.standing, "", by)
        for member in members_at(meeting)
        if member.party_id not in there
    ]


@transaction.atomic
def withdraw(
    *, accreditation: Accreditation, reason: str, by: User | None
) -> Accreditation:
    """Withdraw an accreditation: from this instant it gives no right.

    Refused without a reason, or if it has been withdrawn already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is withdrawn.")})
    found = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    if found.withdrawn_at is not None:
        raise ValidationError(
            _("This accreditation has been withdrawn already."), code="withdrawn"
        )
    found.withdrawn_at, found.withdrawn_by = timezone.now(), by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_event(
        verb=WITHDRAWN,
        subject=found,
        by=by,
        capacity=capacity_of(by),
        data={
            "meeting": found.meeting_id,
            "party": found.party.code,
            "reason": reason.strip(),
        },
    )
    return found
