"""A meeting's papers, type by type, however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.works import tokens
from rcm_pages.meetings import papers
from tests.factories import people
from tests.factories.works import draft_text, recorded_action_plan
from tests.factories.works import works as actions

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({tokens.PUBLIC})


def recorded(type_code, **fields):
    by = people.editor()
    work = draft_text(type_code, by=by, provenance="Found in a test", **fields)
    return actions.enter_as_recorded(work=work, by=by)


def test_declarations_and_plans_come_first(site):
    older = recorded("older_paper")
    plan, declaration = recorded_action_plan(), recorded("declaration")
    found = papers.papers_of(older.meeting, PUBLIC)
    assert [s.works for s in found] == [[declaration], [plan], [older]]
    assert {s.count for s in found} == {1}


def test_what_the_reader_may_not_read_is_not_counted(site):
    seen = recorded_action_plan()
    recorded_action_plan(audience="members")
    draft_text("action_plan")
    (section,) = papers.papers_of(seen.meeting, PUBLIC)
    assert (section.count, section.works) == (1, [seen])
    assert papers.papers_of(seen.meeting, frozenset()) == []


def test_many_papers_are_folded_with_a_way_to_all(site, client, monkeypatch):
    monkeypatch.setattr(papers, "SHOWN", 2)
    many = [recorded_action_plan() for _each in range(3)]
    one = recorded("declaration")
    declarations, plans = papers.papers_of(one.meeting, PUBLIC)
    assert (plans.count, plans.works, plans.more) == (3, many[:0:-1], 1)
    assert declarations.more == 0
    meeting = one.meeting
    address = meeting.pages.get(locale__language_code="en").url
    said = client.get(address).content.decode()
    way = f"/en/browse/?type=action_plan&amp;meeting={meeting.pk}"
    assert way in said
    listing = client.get(way.replace("&amp;", "&")).content.decode()
    assert listing.count("Action Plan under Test") >= len(many)


def test_it_asks_as_often_for_many_types_as_for_one(site):
    asked = []
    for kinds in (["action_plan"], ["declaration", "older_paper", "decisions"]):
        *_others, work = [recorded(kind) for kind in kinds]
        with CaptureQueriesContext(connection) as queries:
            papers.papers_of(work.meeting, PUBLIC)
        asked.append(len(queries))
    assert asked[0] == asked[1]
