"""Wagtail's group follows the appointments, at each request."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks

from cms.conference.actions import SECRETARIAT_GROUP, end_appointment
from cms.conference.appointing import today
from cms.conference.groups import keep_groups
from cms.conference.tasks import keep_groups as tidy_job
from tests.factories import people
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def is_in(person) -> bool:
    return person.groups.filter(name=SECRETARIAT_GROUP).exists()


def test_the_last_day_ends_it(clock):
    editor = people.editor()
    end_appointment(appointment=editor.appointments.get(), ends_on=today(), by=None)
    assert is_in(editor)
    clock.pass_by(days=1)
    keep_groups(editor)
    assert not is_in(editor)


def test_ended_at_once_it_goes_at_once():
    editor = people.editor()
    end_appointment(
        appointment=editor.appointments.get(),
        ends_on=today() - dt.timedelta(days=1),
        by=None,
    )
    assert not is_in(editor)


def test_a_membership_given_by_hand_goes():
    stranger = UserFactory()
    stranger.groups.add(Group.objects.get_or_create(name=SECRETARIAT_GROUP)[0])
    keep_groups(stranger)
    assert not is_in(stranger)


def test_a_membership_that_is_missing_comes():
    editor = people.editor()
    editor.groups.clear()
    keep_groups(editor)
    assert is_in(editor)


def test_nothing_is_written_where_nothing_changed(django_assert_num_queries):
    editor = people.editor()
    with django_assert_num_queries(2):
        keep_groups(editor)


def test_the_job_tidies_everybody(clock):
    editor, stranger = people.editor(), UserFactory()
    stranger.groups.add(Group.objects.get(name=SECRETARIAT_GROUP))
    end_appointment(appointment=editor.appointments.get(), ends_on=today(), by=None)
    clock.pass_by(days=1)
    tidy_job.call()
    assert not is_in(editor)
    assert not is_in(stranger)


def test_the_start_is_refused_without_the_middleware(settings):
    settings.MIDDLEWARE = []
    assert "conference.E001" in {message.id for message in run_checks()}
