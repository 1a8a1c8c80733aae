"""Appointments: one party at a time, dated, never erased."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from cms.audit.models import Event
from cms.conference.actions import (
    appoint,
    change_appointment,
    end_appointment,
    withdraw_appointment,
)
from cms.conference.appointing import say_span, today
from cms.conference.delegations import roles_given_by, roles_in, say_role
from cms.conference.errors import AppointmentError, NotEntitledError
from cms.conference.models import Appointment, Party, Role
from cms.conference.permissions import is_archivist, is_focal_point, parties_of
from tests.factories import people
from tests.factories.conference import (
    MemberStateFactory,
    PartyFactory,
    SecretariatFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def in_days(number: int | None) -> dt.date | None:
    return None if number is None else today() + number * DAY


def held(person, code="MX", role=Role.DELEGATE, first=-10, last=None) -> Appointment:
    return appoint(
        person=person, party=MemberStateFactory(code=code), role=role,
        starts_on=in_days(first), ends_on=in_days(last), by=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last"), [(-10, None), (0, 5), (-400, -10), (None, None), (30, None)]
)
def test_nobody_belongs_to_two_delegations_at_once(first, last):
    person = UserFactory()
    held(person, "MX", first=-10, last=30)
    with pytest.raises(AppointmentError, match="Country MX"):
        held(person, "GT", first=first, last=last)
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(("first", "last"), [(31, None), (-400, -11)])
def test_one_delegation_after_another_is_a_career(first, last):
    person = UserFactory()
    held(person, "MX", first=-10, last=30)
    held(person, "GT", first=first, last=last)
    assert [party.code for party in parties_of(person)] == ["MX"]


def test_two_roles_in_one_delegation_are_none_too_many():
    person = UserFactory()
    held(person, role=Role.HEAD_OF_DELEGATION)
    held(person, role=Role.FOCAL_POINT)
    party = Party.objects.get(code="MX")
    assert is_focal_point(person, party)
    assert not is_focal_point(person, MemberStateFactory(code="GT"))
    assert parties_of(person) == [party]


def test_the_same_again_changes_nothing_but_half_of_it_is_said():
    person = UserFactory()
    first = held(person, first=-10, last=10)
    assert held(person, first=-10, last=10) == first
    assert held(person, first=-5, last=5) == first
    with pytest.raises(AppointmentError, match="already"):
        held(person, first=5, last=15)
    assert Event.objects.about(first).count() == 1


@pytest.mark.parametrize(
    ("kind", "role", "there_is"),
    [
        (Party.Kind.STATE, Role.HEAD_OF_DELEGATION, True),
        (Party.Kind.STATE, Role.EDITOR, False),
        (Party.Kind.STATE, Role.ARCHIVIST, False),
        (Party.Kind.ORGANIZATION, Role.DELEGATE, True),
        (Party.Kind.ORGANIZATION, Role.HEAD_OF_DELEGATION, False),
        (Party.Kind.NETWORK, Role.FOCAL_POINT, True),
        (Party.Kind.SECRETARIAT, Role.ARCHIVIST, True),
        (Party.Kind.SECRETARIAT, Role.DELEGATE, False),
        (Party.Kind.STATE, "king", False),
    ],
)
def test_each_kind_of_party_has_its_roles(kind, role, there_is):
    party = PartyFactory(kind=kind)
    assert (role in roles_in(party)) is there_is
    if not there_is:
        with pytest.raises(AppointmentError, match="no such role"):
            appoint(person=UserFactory(), party=party, role=role, by=None)


def test_an_organizations_delegate_is_its_representative():
    assert say_role(Role.DELEGATE, PartyFactory(kind="organization")) == (
        "representative"
    )
    assert say_role(Role.DELEGATE, PartyFactory()) == "delegate"


def test_an_archivist_is_of_the_secretariat():
    assert is_archivist(people.appointed(Role.ARCHIVIST, SecretariatFactory()))
    assert not is_archivist(people.editor())


@pytest.mark.parametrize(
    ("make", "own", "other"),
    [
        (people.coordinator, 4, 4),
        (people.editor, 0, 0),
        (lambda: people.focal_point("MX"), 3, 0),
        (lambda: people.head_of_delegation("MX"), 3, 0),
        (lambda: people.delegate("MX"), 0, 0),
        (lambda: UserFactory(is_superuser=True), 0, 0),
        (lambda: None, 0, 0),
    ],
)
def test_who_gives_which_roles(make, own, other):
    user = make()
    assert len(roles_given_by(user, MemberStateFactory(code="MX"))) == own
    assert len(roles_given_by(user, MemberStateFactory(code="GT"))) == other


def test_the_secretariats_own_roles_are_given_by_its_coordinator():
    party = SecretariatFactory()
    assert len(roles_given_by(people.coordinator(), party)) == 3
    assert roles_given_by(people.editor(), party) == ()


def test_a_focal_point_appoints_no_head_and_in_no_other_delegation():
    focal = people.focal_point("MX")
    for code, role in (("MX", Role.HEAD_OF_DELEGATION), ("GT", Role.DELEGATE)):
        with pytest.raises(NotEntitledError):
            appoint(
                person=UserFactory(), party=MemberStateFactory(code=code), role=role,
                starts_on=today(), by=focal,
            )  # fmt: skip


def test_a_focal_point_does_not_write_the_past():
    with pytest.raises(AppointmentError, match="today or later"):
        appoint(
            person=UserFactory(), party=MemberStateFactory(code="MX"),
            role=Role.EXPERT, starts_on=in_days(-1), by=people.focal_point("MX"),
        )  # fmt: skip


def test_an_appointment_ends_with_its_last_day(clock):
    person = UserFactory()
    kept = end_appointment(appointment=held(person), ends_on=today(), by=None)
    assert parties_of(person)
    event = Event.objects.about(kept).last()
    assert event.verb == "conference.appointment_ended"
    assert event.data["ends_on"] == today().isoformat()
    clock.pass_by(days=1)
    assert not parties_of(person)
    with pytest.raises(AppointmentError, match="has ended"):
        end_appointment(appointment=kept, ends_on=today(), by=None)


def test_an_appointment_may_end_at_once_but_not_before_what_was():
    person = UserFactory()
    kept = held(person)
    with pytest.raises(AppointmentError, match="what was, was"):
        end_appointment(appointment=kept, ends_on=in_days(-2), by=None)
    end_appointment(appointment=kept, ends_on=in_days(-1), by=None)
    assert not parties_of(person)


def test_an_appointment_does_not_end_before_it_begins():
    kept = held(UserFactory(), first=5)
    with pytest.raises(AppointmentError, match="before the first"):
        end_appointment(appointment=kept, ends_on=in_days(4), by=None)


def test_a_longer_appointment_still_minds_the_other_party():
    person = UserFactory()
    kept = held(person, "MX", last=10)
    held(person, "GT", first=20)
    end_appointment(appointment=kept, ends_on=in_days(19), by=None)
    with pytest.raises(AppointmentError, match="Country GT"):
        end_appointment(appointment=kept, ends_on=in_days(20), by=None)


def test_a_change_ends_the_one_and_begins_the_other():
    person, focal = UserFactory(), people.focal_point("MX")
    old = held(person, last=50)
    new = change_appointment(
        appointment=old, role=Role.EXPERT, starts_on=in_days(3), by=focal
    )
    old.refresh_from_db()
    assert (old.ends_on, new.starts_on, new.ends_on) == (
        in_days(2), in_days(3), in_days(50),
    )  # fmt: skip
    assert new.role == Role.EXPERT


def test_a_change_of_what_has_not_begun_takes_its_place():
    old = held(UserFactory(), first=5)
    new = change_appointment(
        appointment=old, role=Role.EXPERT, starts_on=in_days(5), by=None
    )
    assert list(Appointment.objects.all()) == [new]


@pytest.mark.parametrize(
    ("role", "first", "said"),
    [
        (Role.DELEGATE, 3, "the role that the person has"),
        (Role.EXPERT, -1, "today or later"),
        (Role.EXPERT, 60, "ends before"),
        (Role.EDITOR, 3, "no such role"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(role, first, said):
    kept = held(UserFactory(), last=50)
    with pytest.raises(AppointmentError, match=said):
        change_appointment(
            appointment=kept, role=role, starts_on=in_days(first), by=None
        )
    kept.refresh_from_db()
    assert kept.ends_on == in_days(50)


def test_what_began_today_is_changed_from_tomorrow():
    kept = held(UserFactory(), first=0)
    with pytest.raises(AppointmentError, match="from tomorrow"):
        change_appointment(
            appointment=kept, role=Role.EXPERT, starts_on=today(), by=None
        )


def test_a_focal_point_ends_no_head_and_changes_nobody_into_one():
    focal, person = people.focal_point("MX"), UserFactory()
    head = held(UserFactory(), role=Role.HEAD_OF_DELEGATION)
    with pytest.raises(NotEntitledError):
        end_appointment(appointment=head, ends_on=today(), by=focal)
    with pytest.raises(NotEntitledError):
        change_appointment(
            appointment=held(person), role=Role.HEAD_OF_DELEGATION,
            starts_on=in_days(1), by=focal,
        )  # fmt: skip


def test_only_what_has_not_begun_is_withdrawn():
    begun, coming = held(UserFactory()), held(UserFactory(), first=1)
    with pytest.raises(AppointmentError, match="only be ended"):
        withdraw_appointment(appointment=begun, by=None)
    withdraw_appointment(appointment=coming, by=None)
    assert list(Appointment.objects.all()) == [begun]
    event = Event.objects.get(verb="conference.appointment_withdrawn")
    assert event.data["person"] == str(coming.person)
    with pytest.raises(AppointmentError, match="no longer there"):
        withdraw_appointment(appointment=coming, by=None)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "without a known first day"),
        (dt.date(2026, 1, 2), None, "since 2 January 2026"),
        (dt.date(2096, 1, 2), None, "from 2 January 2096"),
        (None, dt.date(2026, 1, 2), "until 2 January 2026"),
        (
            dt.date(2026, 1, 2),
            dt.date(2026, 3, 4),
            "from 2 January 2026 until 4 March 2026",
        ),
    ],
)
def test_a_span_is_said(first, last, said):
    assert say_span(Appointment(starts_on=first, ends_on=last)) == said


def test_the_first_coordinator_is_appointed_from_the_command_line(capsys):
    person = UserFactory(email="ana@example.org")
    SecretariatFactory()
    call_command("appoint", "Ana@example.org", "TS", "coordinator")
    assert [a.role for a in person.appointments.all()] == ["coordinator"]
    for wrong in (
        ("nobody@example.org", "TS", "coordinator"),
        ("ana@example.org", "XX", "coordinator"),
        ("ana@example.org", "TS", "delegate"),
    ):
        with pytest.raises(CommandError):
            call_command("appoint", *wrong)
