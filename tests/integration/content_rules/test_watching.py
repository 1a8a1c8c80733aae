"""The dry run and the log: what a rule would do, and what it did."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.audit.models import Event
from cms.content_rules.models import Firing
from cms.distribution.models import Notice
from cms.jobs.worker import drain
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.rules import (
    is_,
    mail,
    rule_off,
    rule_on,
)

pytestmark = pytest.mark.django_db

LIST, LOG = "/admin/content-rules/", "/admin/content-rules/log/"


def text_of(response):
    return response.content.decode()


def address(rule):
    return f"{LIST}{rule.pk}/"


class TestDryRun:
    def test_it_says_which_condition_fails_and_writes_nothing(self, coordinator):
        people.editor()
        rule = rule_off(
            by=coordinator.user,
            conditions=(is_("type", "action_plan"), is_("language_missing", "es")),
        )
        works.adopted_action_plan()
        before = (Event.objects.count(), Notice.objects.count())
        page = text_of(coordinator.get(address(rule), {"over": "past"}))
        assert "would not fire" in page
        assert re.search(r"</span> holds: Type of the text is: Action Plan", page)
        assert re.search(r"does not hold: Language that is missing is: Spanish", page)
        assert (Event.objects.count(), Notice.objects.count()) == before
        assert not Firing.objects.exists()

    def test_it_says_what_would_be_done_and_what_skipped(self, coordinator):
        editor = people.editor()
        rule = rule_off(by=coordinator.user, actions=(mail(), ("expiry", {"days": 3})))
        works.adopted_action_plan(by=editor)
        page = text_of(coordinator.get(address(rule), {"over": "past"}))
        assert "would fire" in page
        assert "(1 person)" in page
        assert "would be skipped:" in page

    def test_on_a_record_by_its_words(self, coordinator):
        rule = rule_off(by=coordinator.user, conditions=(is_("state", "adopted"),))
        works.draft_action_plan()
        asked = {"over": "record", "words": "plan under"}
        page = text_of(coordinator.get(address(rule), asked))
        assert "does not hold: State is: adopted" in page
        asked["words"] = "no such text"
        assert "no record comes into question" in text_of(
            coordinator.get(address(rule), asked)
        )
        asked["words"] = "nul\x00"
        assert "Null characters are not allowed" in text_of(
            coordinator.get(address(rule), asked)
        )

    def test_what_one_may_not_read_is_counted(self, coordinator):
        rule = rule_off(by=coordinator.user, trigger="event:works.created")
        mexico = MemberStateFactory(code="MX")
        works.draft_action_plan(prepared_by=mexico)
        page = text_of(coordinator.get(address(rule), {"over": "past"}))
        assert "1 record is not shown" in page
        assert "Action Plan under Test" not in page

    @pytest.mark.parametrize("over", ["past", "coming", "record", "nonsense", ""])
    @pytest.mark.parametrize(
        "trigger",
        ["date:meeting.starts", "date:work.settled_at", "event:works.created"],
    )
    def test_every_way_of_asking_answers(self, coordinator, over, trigger):
        rule = rule_off(by=coordinator.user, trigger=trigger)
        works.recorded_action_plan()
        asked = {"over": over, "words": "XX"}
        assert coordinator.get(address(rule), asked).status_code == 200


class TestLog:
    def test_it_names_no_record_that_is_not_the_readers(self, coordinator, approver):
        rule_on(by=coordinator.user, trigger="event:works.created")
        works.draft_action_plan()
        drain()
        assert "Action Plan under Test" in text_of(coordinator.get(LOG))
        page = text_of(approver.get(LOG))
        assert "A record that you may not read" in page
        assert "Action Plan under Test" not in page

    @pytest.mark.parametrize(
        "query",
        [
            {"rule": "1"},
            {"rule": "x"},
            {"outcome": "skipped"},
            {"outcome": "x"},
            {"since": "2026-01-01"},
            {"since": "yesterday"},
            {"page": "99999999999999999999"},
        ],
    )
    def test_filters_right_and_wrong(self, coordinator, query):
        rule_on(by=coordinator.user)
        works.adopted_action_plan()
        drain()
        assert coordinator.get(LOG, query).status_code == 200

    def test_more_lines_cost_no_more_queries(self, coordinator):
        rule_on(by=coordinator.user, trigger="event:works.created")

        def cost():
            coordinator.get(LOG)
            with CaptureQueriesContext(connection) as found:
                coordinator.get(LOG)
            return len(found)

        works.draft_action_plan()
        drain()
        few = cost()
        for _number in range(3):
            works.draft_action_plan()
        drain()
        assert Firing.objects.count() == 4
        assert cost() <= few + 1
