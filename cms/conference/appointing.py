"""Every write to appointments: appoint, change, end, withdraw."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.audit.actions import record as record_event
from cms.conference import moment
from cms.conference.delegations import check_role
from cms.conference.errors import AppointmentError
from cms.conference.groups import keep_groups
from cms.conference.models import Appointment
from cms.conference.permissions import capacity_of, is_coordinator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.conference.models import Party

ONE_DAY = dt.timedelta(days=1)


def today() -> dt.date:
    """Return the day of the Conference on which this is asked."""
    return timezone.localdate(moment.now())


def _others(
    person: User,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    besides: Appointment | None = None,
) -> list[Appointment]:
    """Return a person's appointments that share a day with a span, locked."""
    list(User.objects.select_for_update().filter(pk=person.pk))
    held = Appointment.objects.filter(person=person).select_related("party")
    if besides is not None:
        held = held.exclude(pk=besides.pk)
    return [
        a
        for a in held
        if (a.starts_on is None or ends_on is None or a.starts_on <= ends_on)
        and (a.ends_on is None or starts_on is None or a.ends_on >= starts_on)
    ]


def check_one_party(
    *,
    person: User,
    party: Party,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    besides: Appointment | None = None,
) -> list[Appointment]:
    """Return what the person holds in that party in the span.

    Raises AppointmentError, which names the other party, if they belong to another one
    on a day of it: nobody speaks for two.
    """
    others = _others(person, starts_on, ends_on, besides)
    for other in others:
        if other.party_id != party.pk:
            raise AppointmentError(
                _(
                    "%(person)s belongs to %(other)s in that time. Nobody belongs to "
                    "two delegations at once: the appointment there must end first."
                )
                % {"person": person, "other": other.party}
            )
    return others


def _after_what_ended(person: User) -> dt.date | None:
    """Return the first day on which a person can have begun, if they ended before."""
    ended = Appointment.objects.filter(person=person, ends_on__lt=today())
    last = ended.aggregate(last=Max("ends_on"))["last"]
    return last + ONE_DAY if last else None


def _check_span(starts_on: dt.date | None, ends_on: dt.date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise AppointmentError(_("The last day lies before the first."))


def _check_not_past(day: dt.date | None, by: User | None) -> None:
    """A delegation appoints from today on; only the Coordinator writes the past."""
    if by is None or is_coordinator(by):
        return
    if day is None or day < today():
        raise AppointmentError(_("An appointment begins today or later."))


def _same(held: Iterable[Appointment], role: str, starts_on: dt.date | None,
          ends_on: dt.date | None) -> Appointment | None:  # fmt: skip
    """Return what covers the very appointment asked for; raise if it only overlaps."""
    for other in held:
        if other.role != role:
            continue
        covers = other.starts_on is None or (
            starts_on is not None and other.starts_on <= starts_on
        )
        lasts = other.ends_on is None or (
            ends_on is not None and other.ends_on >= ends_on
        )
        if (covers or starts_on is None) and lasts:
            return other
        raise AppointmentError(
            _("%(person)s has this role already, %(dates)s.")
            % {"person": other.person, "dates": say_span(other)}
        )
    return None


def say_span(span: Any) -> str:
    """Say from when to when, in the active language: "from … until …"."""
    starts, ends = (
        date_format(day, "DATE_FORMAT") if day else ""
        for day in (span.starts_on, span.ends_on)
    )
    if starts and ends:
        return _("from %(first)s until %(last)s") % {"first": starts, "last": ends}
    if ends:
        return _("until %(last)s") % {"last": ends}
    if starts:
        if span.starts_on > today():
            return _("from %(first)s") % {"first": starts}
        return _("since %(first)s") % {"first": starts}
    return _("without a known first day")


def _record(verb: str, kept: Appointment, by: User | None, **data: Any) -> None:
    record_event(
        verb=f"conference.{verb}",
        subject=kept,
        by=by,
        capacity=capacity_of(by),
        data={
            "person": str(kept.person),
            "party": kept.party.code,
            "role": kept.role,
            "starts_on": kept.starts_on.isoformat() if kept.starts_on else None,
            "ends_on": kept.ends_on.isoformat() if kept.ends_on else None,
        }
        | data,
    )


@transaction.atomic
def appoint(
    *,
    person: User,
    party: Party,
    role: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    by: User | None,
) -> Appointment:
    """Give a person a role in a party, from a day on and until one; both included.

    Asked for again it changes nothing. Raises NotEntitledError if ``by`` may not give
    the role; AppointmentError if there is no such role in the party, if the person
    belongs to another party in that time, or has the role for a part of it.
    """
    check_role(party=party, role=role, by=by)
    starts_on = starts_on or _after_what_ended(person)
    _check_span(starts_on, ends_on)
    held = check_one_party(
        person=person, party=party, starts_on=starts_on, ends_on=ends_on
    )
    same = _same(held, role, starts_on, ends_on)
    if same:
        return same
    _check_not_past(starts_on, by)
    kept = Appointment.objects.create(
        person=person, party=party, role=role, starts_on=starts_on, ends_on=ends_on
    )
    keep_groups(person)
    _record("appointed", kept, by)
    return kept


def _locked(appointment: Appointment) -> Appointment:
    found = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("person", "party")
        .filter(pk=appointment.pk)
        .first()
    )
    if found is None:
        raise AppointmentError(_("This appointment is no longer there."))
    return found


def has_begun(appointment: Appointment) -> bool:
    """Tell whether an appointment has begun; one without a known first day has."""
    return appointment.starts_on is None or appointment.starts_on <= today()


def has_ended(appointment: Appointment) -> bool:
    """Tell whether the last day of an appointment has passed."""
    return appointment.ends_on is not None and appointment.ends_on < today()


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, ends_on: dt.date, by: User | None
) -> Appointment:
    """Say which day is an appointment's last one; the rights end with that day.

    Yesterday ends it at once; an earlier day would rewrite what was. Raises
    NotEntitledError; AppointmentError if it has ended, or the day cannot be its last.
    """
    kept = _locked(appointment)
    check_role(party=kept.party, role=kept.role, by=by)
    if has_ended(kept):
        raise AppointmentError(_("This appointment has ended; it stays as it was."))
    if ends_on < today() - ONE_DAY:
        raise AppointmentError(
            _("The last day may be yesterday at the earliest: what was, was.")
        )
    _check_span(kept.starts_on, ends_on)
    check_one_party(
        person=kept.person, party=kept.party, starts_on=kept.starts_on,
        ends_on=ends_on, besides=kept,
    )  # fmt: skip
    before = kept.ends_on.isoformat() if kept.ends_on else None
    kept.ends_on = ends_on
    kept.save(update_fields=["ends_on"])
    keep_groups(kept.person)
    _record("appointment_ended", kept, by, before=before)
    return kept


@transaction.atomic
def change_appointment(
    *, appointment: Appointment, role: str, starts_on: dt.date, by: User | None
) -> Appointment:
    """Give a person another role in the same party from a day on; the old one ends.

    Raises NotEntitledError unless ``by`` may give both roles, and AppointmentError.
    """
    kept = _locked(appointment)
    check_role(party=kept.party, role=kept.role, by=by)
    check_role(party=kept.party, role=role, by=by)
    if role == kept.role:
        raise AppointmentError(_("This is the role that the person has."))
    if has_ended(kept):
        raise AppointmentError(_("This appointment has ended; it stays as it was."))
    if starts_on < today():
        raise AppointmentError(_("An appointment begins today or later."))
    last = kept.ends_on
    if last and starts_on > last:
        raise AppointmentError(_("The appointment ends before that day."))
    if kept.starts_on and kept.starts_on >= starts_on:
        if has_begun(kept):
            raise AppointmentError(_("It begins only today: change it from tomorrow."))
        withdraw_appointment(appointment=kept, by=by)
    else:
        end_appointment(appointment=kept, ends_on=starts_on - ONE_DAY, by=by)
    return appoint(
        person=kept.person, party=kept.party, role=role,
        starts_on=starts_on, ends_on=last, by=by,
    )  # fmt: skip


@transaction.atomic
def withdraw_appointment(*, appointment: Appointment, by: User | None) -> None:
    """Take back an appointment that has not begun; one that has is only ended.

    Raises NotEntitledError, or AppointmentError if it has begun.
    """
    kept = _locked(appointment)
    check_role(party=kept.party, role=kept.role, by=by)
    if has_begun(kept):
        raise AppointmentError(_("This appointment has begun: it can only be ended."))
    _record("appointment_withdrawn", kept, by)
    kept.delete()
