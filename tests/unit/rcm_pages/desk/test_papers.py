"""Which papers are new to a person, and which drafts are theirs."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.works import sharing, tokens
from cms.works.audiences import tokens_for
from rcm_pages.desk.papers import drafts_of, new_papers
from tests.factories import people
from tests.factories.works import draft_action_plan, recorded_action_plan

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({tokens.PUBLIC})


def test_a_paper_is_new_that_was_settled_since(site, clock):
    recorded_action_plan()
    clock.pass_by(hours=1)
    since = clock.at
    clock.pass_by(hours=1)
    new = recorded_action_plan()
    recorded_action_plan(audience="members")
    draft_action_plan()
    found = new_papers(PUBLIC, since)
    assert (found.count, found.works, found.more) == (1, [new], 0)


def test_at_the_first_visit_the_latest_are_shown_and_none_is_new(site):
    work = recorded_action_plan()
    found = new_papers(PUBLIC, None)
    assert (found.since, found.count, found.works) == (None, 0, [work])


def test_an_older_paper_is_new_once_its_release_has_opened_it(site, clock):
    by = people.coordinator()
    work = recorded_action_plan(audience="members")
    opens = clock.at + dt.timedelta(hours=2)
    sharing.schedule_release(work=work, audience="public", opens_at=opens, by=by)
    clock.pass_by(hours=1)
    since = clock.at
    assert new_papers(PUBLIC, since).count == 0
    clock.pass_by(hours=2)
    assert new_papers(PUBLIC, since).works == [work]


def test_drafts_are_of_the_own_delegation_or_hand(site):
    editor, other = people.editor(), people.editor()
    own = draft_action_plan(by=editor)
    draft_action_plan(by=other)
    recorded_action_plan(by=editor)
    assert list(drafts_of(editor, [], tokens_for(editor))) == [own]
    delegate = people.delegate("MX")
    assert list(drafts_of(delegate, [], tokens_for(delegate))) == []
    assert timezone.now() >= own.created_at
