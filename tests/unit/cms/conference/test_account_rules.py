"""Who of the Conference must have a second factor; accounts in the record."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.accounts import actions
from cms.audit.models import Event
from cms.conference import moment
from cms.conference.account_rules import must_have_second_factor
from cms.conference.deputising import name_deputy
from tests.factories import people
from tests.factories.conference import MemberStateFactory, presidency_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def presidency():
    return presidency_of(MemberStateFactory(code="CR"), ordinal=31)


def test_the_secretariat_and_the_deciders_of_the_day(presidency):
    assert must_have_second_factor(people.editor())
    assert must_have_second_factor(people.coordinator())
    assert must_have_second_factor(people.head_of_delegation("CR"))
    assert not must_have_second_factor(people.head_of_delegation("GT"))
    assert not must_have_second_factor(people.delegate("CR"))


def test_nobody_presides_nobody_decides():
    assert not must_have_second_factor(people.head_of_delegation("CR"))


def test_it_costs_two_queries_at_most(presidency, django_assert_max_num_queries):
    for person in (people.editor(), people.head_of_delegation("GT")):
        with django_assert_max_num_queries(2):
            must_have_second_factor(person)


def test_what_is_done_to_an_account_is_recorded_in_the_capacity_of_the_doer(presidency):
    by, person = people.coordinator(), people.delegate("MX")
    actions.deactivate(person=person, reason="Left", by=by)
    event = Event.objects.about(person).last()
    assert (event.verb, event.capacity) == ("accounts.deactivated", "secretariat:TS")
    assert event.data == {"person": str(person), "reason": "Left"}


def test_a_deciders_deputy_must_have_it_while_standing_in(presidency):
    """And only then: an absence to come asks for nothing today."""
    head, deputy = people.head_of_delegation("CR"), people.delegate("CR")
    now = timezone.now()
    assert not must_have_second_factor(deputy)
    name_deputy(
        person=head,
        deputy=deputy,
        party=presidency.party,
        starts_at=now + dt.timedelta(hours=1),
        ends_at=now + dt.timedelta(days=2),
        reason="On a journey",
        by=head,
    )
    assert not must_have_second_factor(deputy)
    with moment.fixed(now + dt.timedelta(hours=2)):
        assert must_have_second_factor(deputy)
