"""To whom a rule's mail goes: groups by their dated appointments, and named ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.conference.accreditation import accredited_parties
from cms.conference.models import Appointment, Membership, Party, Role
from cms.conference.permissions import may_decide
from cms.conference.presidency import presiding_party
from cms.works.audiences import DELEGATION_ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from cms.content_rules.subjects import Subject


def _appointed(**wanted: Any) -> set[int]:
    rows = Appointment.objects.filter(**wanted).on()
    return set(rows.values_list("person_id", flat=True))


def _presidency(_subject: Subject) -> set[int]:
    party = presiding_party()
    people = User.objects.filter(pk__in=_appointed(party=party)) if party else ()
    return {person.pk for person in people if may_decide(person)}


def _in_secretariat(role: str) -> Callable[[Subject], set[int]]:
    return lambda _subject: _appointed(party__kind=Party.Kind.SECRETARIAT, role=role)


def _preparers(subject: Subject) -> set[int]:
    """Whoever entered a text, wrote it last, or stands for the party preparing it."""
    work = subject.work
    if work is None:
        return set()
    found = {work.created_by_id} if work.created_by_id else set()
    written = work.expressions.values_list("page__latest_revision__user_id", flat=True)
    found |= {number for number in written if number}
    if work.prepared_by_id:
        found |= _appointed(party=work.prepared_by_id, role__in=DELEGATION_ROLES)
    return found


def _focal_points(_subject: Subject) -> set[int]:
    members = Membership.objects.filter(standing=Membership.Standing.MEMBER_STATE).on()
    return _appointed(role=Role.FOCAL_POINT, party__in=members.values("party_id"))


def _accredited(subject: Subject) -> set[int]:
    parties = accredited_parties(subject.meeting) if subject.meeting else []
    return _appointed(party__in=list(parties)) if parties else set()


GROUPS: dict[str, tuple[Any, Callable[[Subject], set[int]]]] = {
    "presidency": (_("deciders of the Presidency"), _presidency),
    "coordinator": (
        _("Coordinator of the Secretariat"),
        _in_secretariat(Role.COORDINATOR),
    ),
    "editors": (_("editors of the Secretariat"), _in_secretariat(Role.EDITOR)),
    "preparers": (_("those who prepare the text"), _preparers),
    "focal_points": (_("focal points of the member states"), _focal_points),
    "accredited": (_("parties accredited to the meeting"), _accredited),
}


def people_of(
    subject: Subject,
    *,
    groups: Collection[str],
    people: Iterable[str] = (),
    parties: Collection[str] = (),
) -> tuple[list[User], int]:
    """Return the active people meant who may know of the record, and how many not.

    A rule tells nobody of what they may not read.
    """
    numbers = {int(number) for number in people if str(number).isdecimal()}
    for group in groups:
        if group in GROUPS:
            numbers |= GROUPS[group][1](subject)
    if parties:
        numbers |= _appointed(party__code__in=parties)
    meant = User.objects.filter(Q(pk__in=numbers), is_active=True).order_by("pk")
    told = [person for person in meant if subject.is_known_to(person)]
    return told, len(meant) - len(told)


def coordinators() -> list[User]:
    """Return the Coordinators of the Secretariat, for what they must know."""
    found = _appointed(party__kind=Party.Kind.SECRETARIAT, role=Role.COORDINATOR)
    return list(User.objects.filter(pk__in=found, is_active=True))
