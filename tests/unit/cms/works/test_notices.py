"""Notices about works are for those who may read the work."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.distribution.guards import may_still_see, seen_by
from cms.works.notices import may_hear_of
from rcm_pages.meetings.models import MeetingPage
from tests.factories import people, works
from tests.factories.notices import told
from tests.factories.works import page_of

pytestmark = pytest.mark.django_db


def test_a_draft_is_for_the_secretariat(site):
    work = works.draft_action_plan()
    for person, allowed in ((people.editor(), True), (people.delegate("MX"), False)):
        assert may_still_see(person, told(person, subject=work)) is allowed


def test_what_is_public_is_for_everybody(site):
    person = people.UserFactory()
    assert may_still_see(person, told(person, subject=works.recorded_action_plan()))


def test_a_work_that_is_gone_is_for_nobody(site):
    person = people.editor()
    work = works.draft_action_plan(by=person)
    notice = told(person, subject=work)
    notice.subject_id = "999999"
    assert not may_still_see(person, notice)
    notice.subject_id = "x"
    assert not may_still_see(person, notice)


def test_many_are_asked_about_at_once(site):
    person = people.editor()
    subjects = [works.draft_action_plan(by=person) for _ in range(3)]
    notices = [told(person, subject=work) for work in subjects]
    with CaptureQueriesContext(connection) as few:
        assert len(seen_by(person, notices[:1])) == 1
    with CaptureQueriesContext(connection) as many:
        assert len(seen_by(person, notices)) == 3
    assert len(many) == len(few)


def test_comments_are_heard_by_those_who_may_read(site):
    work = works.draft_action_plan()
    editor, delegate = people.editor(), people.delegate("MX")
    page = page_of(work)
    assert may_hear_of(editor, page)
    assert not may_hear_of(delegate, page)
    assert may_hear_of(delegate, MeetingPage.objects.first())
    page.expression.delete()
    stray = type(page).objects.get(pk=page.pk)
    assert may_hear_of(editor, stray)
    assert not may_hear_of(delegate, stray)
