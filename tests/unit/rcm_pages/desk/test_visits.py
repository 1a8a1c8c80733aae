"""A visit begins when the desk is read again after a while, and ends by itself."""

import datetime as dt

import pytest

from rcm_pages.desk.models import DeskVisit
from rcm_pages.desk.visits import LASTS, visit
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_at_the_first_visit_there_is_nothing_to_compare_with(site, clock):
    person = people.UserFactory()
    assert visit(person) is None
    clock.pass_by(minutes=5)
    assert visit(person) is None


def test_what_is_new_stays_new_until_the_person_has_left(site, clock):
    person = people.UserFactory()
    first = clock.at
    visit(person)
    clock.pass_by(days=2)
    assert visit(person) == first
    clock.pass_by(minutes=20)
    assert visit(person) == first
    last_read = clock.at
    clock.pass_by(seconds=LASTS.total_seconds() + 1)
    assert visit(person) == last_read


def test_the_visits_of_one_are_not_those_of_another(site, clock):
    one, other = people.UserFactory(), people.UserFactory()
    visit(one)
    clock.pass_by(days=1)
    assert visit(other) is None
    assert visit(one) == clock.at - dt.timedelta(days=1)


def test_a_clock_set_back_moves_nothing_back(site, clock):
    person = people.UserFactory()
    visit(person)
    seen_at = DeskVisit.objects.get(person=person).seen_at
    clock.pass_by(hours=-3)
    assert visit(person) is None
    assert DeskVisit.objects.get(person=person).seen_at == seen_at


def test_two_windows_at_once_do_not_end_the_visit_before(site, clock, monkeypatch):
    person = people.UserFactory()
    first = clock.at
    visit(person)
    clock.pass_by(days=1)
    stale = DeskVisit.objects.get(person=person)
    assert visit(person) == first
    monkeypatch.setattr(
        DeskVisit.objects, "get_or_create", lambda **_fields: (stale, False)
    )
    assert visit(person) == first
