"""The people of each delegation to a meeting, and who the papers list as present.

Neither list gives a right: rights come from appointments and accreditations. All
actions raise ValidationError, in the language of whoever acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.models import (
    Accreditation,
    AccreditedPerson,
    Meeting,
    Participation,
    Party,
)
from cms.conference.permissions import capacity_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User

_PRESENCE = Participation.Presence
JOINED, LEFT = "conference.person_accredited", "conference.person_removed"
LISTED = "conference.participants_listed"


def _check_person(accreditation: Accreditation, person: User | None) -> None:
    if accreditation.withdrawn_at is not None:
        raise ValidationError(
            _("This accreditation has been withdrawn already."), code="withdrawn"
        )
    if person is None:
        return
    there = AccreditedPerson.objects.filter(
        accreditation__meeting=accreditation.meeting_id,
        accreditation__withdrawn_at__isnull=True,
        person=person,
        removed_at__isnull=True,
    ).select_related("accreditation__party")
    found = there.first()
    if found:
        raise ValidationError(
            {
                "person": _("%(person)s is on the list of %(party)s already.")
                % {"person": person, "party": found.accreditation.party.name}
            },
            code="in_a_delegation",
        )


def _check_head(row: AccreditedPerson) -> None:
    head = AccreditedPerson.Function.HEAD
    heads = row.accreditation.persons.filter(function=head, removed_at__isnull=True)
    if row.function == head and heads.exists():
        raise ValidationError(
            {"function": _("This delegation has a head already.")}, code="two_heads"
        )


@transaction.atomic
def add_person(
    *,
    accreditation: Accreditation,
    function: str,
    person: User | None = None,
    name: str = "",
    post: str = "",
    by: User | None,
) -> AccreditedPerson:
    """Put somebody on the list of a delegation, with or without an account.

    Refused if they are on a list of that meeting already, if the delegation has a
    head, or if its accreditation has been withdrawn.
    """
    accreditation = Accreditation.objects.select_for_update(of=("self",)).get(
        pk=accreditation.pk
    )
    _check_person(accreditation, person)
    row = AccreditedPerson(
        accreditation=accreditation,
        person=person,
        name=name.strip() or (str(person) if person else ""),
        post=post.strip(),
        function=function,
    )
    row.clean_fields()
    _check_head(row)
    row.save()
    record_event(
        verb=JOINED,
        subject=accreditation,
        by=by,
        capacity=capacity_of(by),
        data={"person": row.name, "function": function},
    )
    return row


@transaction.atomic
def remove_person(*, row: AccreditedPerson, by: User | None) -> AccreditedPerson:
    """Take somebody off the list; refused if they have been taken off already."""
    found = AccreditedPerson.objects.select_for_update().get(pk=row.pk)
    if found.removed_at is not None:
        raise ValidationError(
            _("This person has been removed already."), code="removed"
        )
    found.removed_at = timezone.now()
    found.save(update_fields=["removed_at"])
    record_event(
        verb=LEFT,
        subject=found.accreditation,
        by=by,
        capacity=capacity_of(by),
        data={"person": found.name, "function": found.function},
    )
    return found


def _put(
    meeting: Meeting, parties: Iterable[Party], presence: str, facts: dict[str, str]
) -> None:
    for party in parties:
        row = Participation.objects.filter(meeting=meeting, party=party).first()
        row = row or Participation(meeting=meeting, party=party)
        row.presence = presence
        for name, value in facts.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()


@transaction.atomic
def list_participants(
    *,
    meeting: Meeting,
    listed: Iterable[Party],
    not_listed: Iterable[Party],
    by: User | None,
    **facts: str,
) -> None:
    """Say whom the meeting's papers list as taking part, and whom they leave out.

    Of parties named in neither nothing is known. Refused if one is named in both.
    """
    sides = {_PRESENCE.LISTED: list(listed), _PRESENCE.NOT_LISTED: list(not_listed)}
    both = set(sides[_PRESENCE.LISTED]) & set(sides[_PRESENCE.NOT_LISTED])
    if both:
        names = ", ".join(sorted(party.name for party in both))
        raise ValidationError(
            {
                "not_listed": _("Listed and not listed at once: %(names)s.")
                % {"names": names}
            },
            code="both",
        )
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    named = [party.pk for side in sides.values() for party in side]
    Participation.objects.filter(meeting=meeting).exclude(party__in=named).delete()
    for presence, parties in sides.items():
        _put(meeting, parties, presence, facts)
    record_event(
        verb=LISTED,
        subject=meeting,
        by=by,
        capacity=capacity_of(by),
        data={
            str(presence): [party.code for party in parties]
            for presence, parties in sides.items()
        },
    )


@transaction.atomic
def add_participants(
    *, meeting: Meeting, listed: Iterable[Party], by: User | None, **facts: str
) -> list[Party]:
    """Add parties to those listed as taking part; return those that were not there.

    What is known of a party already, listed or not, stays as it is.
    """
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    known = set(meeting.participations.values_list("party_id", flat=True))
    new = [party for party in listed if party.pk not in known]
    if not new:
        return []
    _put(meeting, new, _PRESENCE.LISTED, facts)
    record_event(
        verb=LISTED,
        subject=meeting,
        by=by,
        capacity=capacity_of(by),
        data={"added": [party.code for party in new]},
    )
    return new
