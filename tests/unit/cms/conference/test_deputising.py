"""A deputy decides in another one's place while that one could, and no longer."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cms.audit.models import Event
from cms.conference import moment
from cms.conference.actions import (
    end_appointment,
    name_deputy,
    observe_begun,
    revoke_deputy,
)
from cms.conference.appointing import today
from cms.conference.errors import DeputyError, NotEntitledError
from cms.conference.models import Appointment, Deputy, Role
from cms.conference.permissions import (
    capacity_of,
    deciding_party,
    deputised_by,
    is_coordinator,
    may_clear,
    may_decide,
)
from tests.factories import people
from tests.factories.conference import (
    MemberStateFactory,
    SecretariatFactory,
    hand_over_to,
    presidency_of,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def gt(clock):
    party = MemberStateFactory(code="GT")
    presidency_of(party, ordinal=30)
    return party


@pytest.fixture
def head(gt):
    return people.head_of_delegation("GT")


@pytest.fixture
def delegate(gt):
    return people.delegate("GT")


def away(person, deputy, *, first=0.0, last=10.0, by=None, party=None, reason="Leave"):
    at = moment.now()
    return name_deputy(
        person=person, deputy=deputy,
        party=party or person.appointments.first().party,
        starts_at=at + first * DAY if first else None,
        ends_at=at + last * DAY, reason=reason, by=by,
    )  # fmt: skip


def test_the_deputy_decides_during_the_absence_only(head, delegate, clock):
    kept = away(head, delegate, first=1, last=3, by=head)
    assert not may_decide(delegate)
    clock.pass_by(days=1)
    assert may_decide(delegate)
    assert may_decide(head)
    assert deputised_by(delegate) == head
    assert deputised_by(head) is None
    assert capacity_of(delegate) == "presidency:GT"
    clock.pass_by(days=2, seconds=-1)
    assert may_decide(delegate)
    clock.pass_by(seconds=1)
    assert not may_decide(delegate)
    assert deputised_by(delegate) is None
    event = Event.objects.about(kept).get()
    assert (event.verb, event.capacity) == ("conference.deputy_named", "presidency:GT")
    assert event.data["reason"] == "Leave"


def test_the_right_lapses_with_the_hand_over(head, delegate, clock):
    hand_over_to(MemberStateFactory(code="DO"), ordinal=31, at=clock.at + DAY)
    away(head, delegate)
    clock.pass_by(days=1, seconds=-1)
    assert deciding_party(delegate).code == "GT"
    clock.pass_by(seconds=1)
    assert not may_decide(delegate)
    observe_begun()
    clock.pass_by(hours=-5)
    assert not may_decide(delegate)


def test_the_right_lapses_with_the_heads_appointment(head, delegate, clock):
    away(head, delegate)
    end_appointment(appointment=head.appointments.get(), ends_on=today() - DAY, by=None)
    assert not may_decide(delegate)


def test_the_right_lapses_with_the_heads_account(head, delegate):
    away(head, delegate)
    head.is_active = False
    head.save()
    assert not may_decide(delegate)


def test_the_right_lapses_with_the_deputys_own_appointment(head, delegate):
    away(head, delegate)
    end_appointment(
        appointment=delegate.appointments.get(), ends_on=today() - DAY, by=None
    )
    assert not may_decide(delegate)


def test_a_deputy_of_another_delegations_head_decides_nothing(gt):
    head, deputy = people.head_of_delegation("MX"), people.delegate("MX")
    away(head, deputy)
    assert not may_decide(deputy)
    assert deputised_by(deputy) is None


def test_a_revoked_right_does_not_come_back_with_the_clock(head, delegate, clock):
    kept = away(head, delegate)
    clock.pass_by(days=1)
    before = clock.at
    revoke_deputy(deputy=kept, by=head)
    assert not may_decide(delegate)
    assert revoke_deputy(deputy=kept, by=head).revoked_at == before
    clock.pass_by(hours=-5)
    assert not may_decide(delegate)
    assert may_decide(delegate, before - DAY / 2)  # as the calendar knows it
    assert Event.objects.filter(verb="conference.deputy_revoked").count() == 1


def test_who_revokes(head, delegate, clock):
    kept = away(head, delegate)
    for stranger in (people.focal_point("GT"), people.editor(), UserFactory()):
        with pytest.raises(NotEntitledError):
            revoke_deputy(deputy=kept, by=stranger)
    revoke_deputy(deputy=kept, by=delegate)
    again = away(head, delegate)
    revoke_deputy(deputy=again, by=people.coordinator())
    third = away(head, delegate, last=1)
    clock.pass_by(days=2)
    with pytest.raises(DeputyError, match="over"):
        revoke_deputy(deputy=third, by=head)


def test_who_names(head, delegate):
    for stranger in (people.focal_point("GT"), people.editor(), delegate):
        with pytest.raises(NotEntitledError):
            away(head, delegate, by=stranger)
    away(head, delegate, by=people.coordinator())


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (2, 1, "ends before"),
        (1, 1, "ends before"),
        (-1, 5, "now or later"),
        (0, 91, "90 days"),
    ],
)
def test_an_absence_has_its_measure(head, delegate, first, last, said):
    with pytest.raises(DeputyError, match=said):
        away(head, delegate, first=first, last=last)


def test_the_measure_is_a_setting(head, delegate, settings):
    settings.CONFERENCE_DEPUTY_DAYS = 3
    with pytest.raises(DeputyError, match="3 days"):
        away(head, delegate, last=4)


def test_an_absence_has_its_reason(head, delegate):
    with pytest.raises(DeputyError, match="why"):
        away(head, delegate, reason="  ")


def test_nobody_is_their_own_deputy(head):
    with pytest.raises(DeputyError, match="own deputy"):
        away(head, head)


def test_the_deputy_belongs_to_the_party_all_through(head, gt):
    until_soon = UserFactory()
    Appointment.objects.create(
        person=until_soon, party=gt, role=Role.DELEGATE, ends_on=today() + 5 * DAY
    )
    later = UserFactory()
    Appointment.objects.create(
        person=later, party=gt, role=Role.DELEGATE, starts_on=today() + DAY
    )
    closed = people.delegate("GT", is_active=False)
    for wrong in (people.delegate("MX"), UserFactory(), until_soon, later, closed):
        with pytest.raises(DeputyError, match="all through"):
            away(head, wrong, party=gt)


def test_only_who_decides_has_a_deputy(gt):
    with pytest.raises(DeputyError, match="no task"):
        away(people.focal_point("GT"), people.delegate("GT"))
    with pytest.raises(DeputyError, match="no task"):
        away(people.head_of_delegation("MX"), people.delegate("GT"), party=gt)


def test_a_deputy_has_no_deputy_neither_way(gt, head, delegate):
    second = people.head_of_delegation("GT")
    away(head, second, first=0, last=10)
    with pytest.raises(DeputyError, match="has no deputy"):
        away(second, delegate, first=5, last=15)
    away(second, delegate, first=10, last=15)
    with pytest.raises(DeputyError, match="has no deputy"):
        away(head, second, first=12, last=20)


def test_one_deputy_for_one_person_at_a_time(gt, head, delegate):
    away(head, delegate)
    with pytest.raises(DeputyError, match="already stands in"):
        away(head, people.delegate("GT"), first=5, last=12)
    with pytest.raises(DeputyError, match="already stands in"):
        away(people.head_of_delegation("GT"), delegate, first=5, last=12)


def test_a_revoked_one_stands_in_nobodys_way(head, delegate):
    revoke_deputy(deputy=away(head, delegate), by=head)
    away(head, delegate)


def test_a_coordinators_deputy_clears_and_nothing_else(clock):
    coordinator, editor = people.coordinator(), people.editor()
    assert may_clear(coordinator)
    assert not may_clear(editor)
    away(coordinator, editor, by=coordinator)
    assert may_clear(editor)
    assert not is_coordinator(editor)
    assert deputised_by(editor) == coordinator
    assert deputised_by(coordinator) is None
    assert capacity_of(editor) == "secretariat:TS"
    end_appointment(
        appointment=coordinator.appointments.get(), ends_on=today() - DAY, by=None
    )
    assert not may_clear(editor)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)},
        {"deputy": "person"},
        {"revoked_by": "person"},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    SecretariatFactory()
    coordinator, editor = people.coordinator(), people.editor()
    kept = away(coordinator, editor)
    values = {k: coordinator if v == "person" else v for k, v in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.filter(pk=kept.pk).update(**values)
