"""The page of a text: its work, sister languages, files and history."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.audit.actions import record
from rcm_pages.base import history_of
from tests.factories.documents import text_file
from tests.factories.works import (
    adopted_action_plan,
    draft_action_plan,
    page_of,
    recorded_action_plan,
)

pytestmark = pytest.mark.django_db


def test_what_the_page_of_a_text_knows(site, client):
    work = recorded_action_plan()
    document = text_file(by=None, expression=work.expressions.get(language="en"))
    context = client.get(page_of(work).url).context
    assert context["work"] == work
    assert context["meeting"] == work.meeting
    assert context["expression"].language == "en"
    assert [e.language for e in context["siblings"]] == ["es"]
    assert list(context["documents"]) == [document]


def test_a_sister_that_is_not_live_is_not_offered(site, client):
    work = recorded_action_plan()
    Page.objects.filter(pk=page_of(work, "es").pk).update(live=False)
    assert client.get(page_of(work).url).context["siblings"] == []


def test_readers_are_told_of_an_adoption_once(site):
    verbs = [row["event"].verb for row in history_of(adopted_action_plan())]
    assert verbs[-3:] == ["approval.submitted", "approval.cleared", "works.adopted"]
    assert "approval.decided" not in verbs


def test_history_says_capacities_in_words(site):
    rows = {r["event"].verb: r["capacity"] for r in history_of(adopted_action_plan())}
    assert "Costa Rica" in rows["works.adopted"]
    assert "secretariat:TS" not in rows.values()


def test_a_draft_has_its_beginnings_for_history(site):
    verbs = [row["event"].verb for row in history_of(draft_action_plan())]
    assert verbs == ["works.created"] + ["works.expression_added"] * 2


def test_a_text_asks_as_often_however_long_its_history(site, client):
    work = recorded_action_plan()
    expression = work.expressions.get(language="en")
    text_file(by=None, expression=expression)
    address, asked = page_of(work).url, []
    for more in (0, 4):
        for number in range(more):
            record(verb="works.created", subject=work, by=None, capacity="")
            content = b"a) file %d" % number
            text_file(by=None, expression=expression, content=content)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
