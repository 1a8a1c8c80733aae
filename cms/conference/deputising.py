"""Naming a deputy for a dated absence, and revoking one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.audit.actions import record as record_event
from cms.conference import moment
from cms.conference.errors import DeputyError, NotEntitledError
from cms.conference.models import Appointment, Deputy, Party, Role
from cms.conference.permissions import capacity_of, is_coordinator

if TYPE_CHECKING:
    from cms.conference.models.people import DeputyQuerySet

# Whose task can be done by a deputy: deciding for the Presidency, clearing.
DEPUTISED_ROLES = (Role.HEAD_OF_DELEGATION, Role.COORDINATOR)


def longest_absence() -> dt.timedelta:
    """Return how long one absence may be: the setting CONFERENCE_DEPUTY_DAYS, or 90."""
    return dt.timedelta(days=getattr(settings, "CONFERENCE_DEPUTY_DAYS", 90))


def deputised_parties(person: Any) -> list[Party]:
    """Return the parties in which a person has a task that a deputy can do, now."""
    return [
        a.party
        for a in Appointment.objects.filter(person=person, role__in=DEPUTISED_ROLES)
        .on(timezone.localdate(moment.now()))
        .select_related("party")
    ]


def _check_span(starts_at: dt.datetime, ends_at: dt.datetime, at: dt.datetime) -> None:
    if ends_at <= starts_at:
        raise DeputyError(_("The absence ends before it begins."))
    if starts_at < at:
        raise DeputyError(_("An absence begins now or later."))
    if ends_at - starts_at > longest_absence():
        raise DeputyError(
            _("A deputy stands in for %(days)s days at most.")
            % {"days": longest_absence().days}
        )


def _check_task(person: User, party: Party) -> None:
    if party not in deputised_parties(person):
        raise DeputyError(
            _("%(person)s has no task in %(party)s that a deputy could do.")
            % {"person": person, "party": party}
        )


def _covering(
    person: User, party: Party, starts_at: dt.datetime, ends_at: dt.datetime
) -> bool:
    """Tell whether one appointment of a person lasts all through an absence."""
    first = timezone.localdate(starts_at)
    last = timezone.localdate(ends_at - dt.timedelta(microseconds=1))
    held = Appointment.objects.filter(person=person, party=party)
    return (
        held.on(first).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=last)).exists()
    )


def _overlapping(
    people: tuple[User, ...], starts_at: dt.datetime, ends_at: dt.datetime
) -> DeputyQuerySet:
    list(User.objects.select_for_update().filter(pk__in=[p.pk for p in people]))
    return (
        Deputy.objects.standing()
        .overlapping(starts_at, ends_at)
        .filter(Q(person__in=people) | Q(deputy__in=people))
        .select_related("person", "deputy")
    )


def _check_chain(
    person: User, deputy: User, starts_at: dt.datetime, ends_at: dt.datetime
) -> None:
    """A deputy has no deputy, and stands in for one person at a time."""
    for other in _overlapping((person, deputy), starts_at, ends_at):
        if other.deputy_id == person.pk or other.person_id == deputy.pk:
            raise DeputyError(
                _("A deputy has no deputy: %(deputy)s stands in for %(person)s then.")
                % {"deputy": other.deputy, "person": other.person}
            )
        raise DeputyError(
            _("%(deputy)s already stands in for %(person)s in that time.")
            % {"deputy": other.deputy, "person": other.person}
        )


def _check_hand(person: User, by: User | None) -> None:
    """The person names their own deputy; the Coordinator does it for who cannot."""
    if by is None or by.pk == person.pk or is_coordinator(by):
        return
    raise NotEntitledError(_("A deputy is named, and revoked, by the absent person."))


def _record(verb: str, kept: Deputy, by: User | None) -> None:
    record_event(
        verb=f"conference.{verb}",
        subject=kept,
        by=by,
        capacity=capacity_of(by),
        data={
            "person": str(kept.person),
            "deputy": str(kept.deputy),
            "party": kept.party.code,
            "starts_at": kept.starts_at.isoformat(),
            "ends_at": kept.ends_at.isoformat(),
            "reason": kept.reason,
        },
    )


@transaction.atomic
def name_deputy(
    *,
    person: User,
    deputy: User,
    party: Party,
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime,
    reason: str,
    by: User | None,
) -> Deputy:
    """Let somebody of the same party do a person's deciding while they are away.

    Without ``starts_at`` the absence begins now.
    Raises NotEntitledError unless ``by`` is the person or the Coordinator; DeputyError
    if the person has no such task, the deputy does not belong to the party all through
    the absence, either has to do with another deputy in that time, or it is too long.
    """
    _check_hand(person, by)
    if not reason.strip():
        raise DeputyError(_("Please say why: the reason stands beside each decision."))
    if person.pk == deputy.pk:
        raise DeputyError(_("Nobody is their own deputy."))
    at = moment.now()
    starts_at = starts_at or at
    _check_span(starts_at, ends_at, at)
    _check_task(person, party)
    if not deputy.is_active or not _covering(deputy, party, starts_at, ends_at):
        raise DeputyError(
            _("%(deputy)s does not belong to %(party)s all through the absence.")
            % {"deputy": deputy, "party": party}
        )
    _check_chain(person, deputy, starts_at, ends_at)
    kept = Deputy.objects.create(
        person=person, deputy=deputy, party=party, starts_at=starts_at,
        ends_at=ends_at, reason=reason.strip(),
    )  # fmt: skip
    _record("deputy_named", kept, by)
    return kept


@transaction.atomic
def revoke_deputy(*, deputy: Deputy, by: User | None) -> Deputy:
    """End a deputy's right at once; again changes nothing.

    Raises NotEntitledError unless ``by`` is the absent person, the deputy or the
    Coordinator; DeputyError if the absence is over.
    """
    kept = Deputy.objects.select_for_update(of=("self",)).select_related(
        "person", "deputy", "party"
    ).get(pk=deputy.pk)  # fmt: skip
    if by is None or by.pk != kept.deputy_id:
        _check_hand(kept.person, by)
    if kept.revoked_at is not None:
        return kept
    if kept.ends_at <= moment.now():
        raise DeputyError(_("The absence is over."))
    kept.revoked_at, kept.revoked_by = moment.now(), by
    kept.save(update_fields=["revoked_at", "revoked_by"])
    _record("deputy_revoked", kept, by)
    return kept
