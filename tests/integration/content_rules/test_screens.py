"""The screens of the rules: built by POST, without a script, in both languages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from cms.audit.models import Event
from cms.content_rules.models import ContentRule, Firing
from cms.distribution.models import Notice
from cms.jobs.worker import drain
from cms.works.models import CuratedCollection
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.rules import (
    collection,
    is_,
    is_not,
    mail,
    move,
    rule_off,
    rule_on,
)

pytestmark = pytest.mark.django_db

LIST, NEW, LOG = (
    "/admin/content-rules/",
    "/admin/content-rules/new/",
    ("/admin/content-rules/log/"),
)
HEAD = {
    "name_en": "Tell the editors",
    "name_es": "Avisar a los editores",
    "trigger": "event:works.adopted",
    "days": "0",
    "when": "after",
}
CONDITION = {
    "c0-kind": "type",
    "c0-is_negated": "",
    "c0-values": ["action_plan"],
}
ACTION = {
    "a0-kind": "mail",
    "a0-groups": ["editors"],
    "a0-subject_en": "About {title}",
    "a0-subject_es": "Sobre {title}",
    "a0-body_en": "Look.",
    "a0-body_es": "Vean.",
}
SAVE = {"op": "save"}


def text_of(response):
    return response.content.decode()


def address(rule):
    return f"{LIST}{rule.pk}/"


def test_a_rule_is_built_row_by_row_and_kept(coordinator):
    shown = coordinator.post(NEW, {**HEAD, "op": "add:c", "c-kind": "type"})
    assert shown.status_code == 200
    assert 'name="c0-kind" value="type"' in text_of(shown)
    assert 'value="Tell the editors"' in text_of(shown)
    assert not ContentRule.objects.exists()
    shown = coordinator.post(
        NEW, {**HEAD, **CONDITION, "op": "add:a", "a-kind": "mail"}
    )
    assert re.search(r'value="action_plan"[^>]*checked', text_of(shown))
    assert 'name="a0-subject_en"' in text_of(shown)
    kept = coordinator.post(NEW, {**HEAD, **CONDITION, **ACTION, **SAVE})
    rule = ContentRule.objects.get()
    assert kept.url == address(rule)
    assert not rule.is_enabled
    assert rule.conditions.get().values == ["action_plan"]
    assert rule.actions.get().spec["groups"] == ["editors"]
    page = text_of(coordinator.get(address(rule)))
    assert "Type of the text is: Action Plan" in page
    assert "Tell editors of the Secretariat" in page


def test_rows_are_moved_and_removed_and_keep_what_was_typed(coordinator):
    second = {"a1-kind": "expiry", "a1-days": "17"}
    moved = text_of(coordinator.post(NEW, {**HEAD, **ACTION, **second, "op": "up:a:1"}))
    assert 'name="a0-kind" value="expiry"' in moved
    assert 'name="a1-kind" value="mail"' in moved
    assert 'value="17"' in moved
    assert "About {title}" in moved
    left = text_of(
        coordinator.post(NEW, {**HEAD, **ACTION, **second, "op": "remove:a:0"})
    )
    assert 'name="a0-kind" value="expiry"' in left
    assert "a1-kind" not in left


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": "-3"}, "greater than or equal to 0"),
        ({"days": "1000000000"}, "less than or equal to 3650"),
        ({"days": "many"}, "Enter a whole number"),
        ({"trigger": "event:moon.rises"}, "Select a valid choice"),
        ({"name_es": ""}, "This field is required"),
        ({"a0-subject_en": "{tytle}"}, "There is no {tytle}"),
        ({"a0-body_es": "{% load x %}"}, "You can write: {title}"),
        ({"a0-groups": []}, "Please say who is told"),
        ({"a0-people": ["999999"]}, "Select a valid choice"),
        ({"a0-kind": "explode"}, "no longer exists"),
        ({"c0-kind": "type", "c0-values": []}, "Please choose at least one"),
        ({"c0-kind": "type", "c0-values": ["telegram"]}, "Select a valid choice"),
        ({"trigger": "date:meeting.starts", **CONDITION}, "asked of a meeting"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(coordinator, changes, words):
    response = coordinator.post(NEW, {**HEAD, **ACTION, **SAVE, **changes})
    assert response.status_code == 422
    assert words in text_of(response).replace("&lt;", "<")
    assert "Tell the editors" in text_of(response)
    assert not ContentRule.objects.exists()


@pytest.mark.parametrize(
    "op",
    ["add:z", "up:a:x", "up:a:99999999999999", "remove:c:0", "down:a:0", ":::", "x"],
)
def test_an_order_that_makes_no_sense_does_nothing(coordinator, op):
    response = coordinator.post(NEW, {**HEAD, **ACTION, "op": op})
    assert response.status_code == 200
    assert "About {title}" in text_of(response)


def test_without_a_single_action_it_is_not_kept(coordinator):
    response = coordinator.post(NEW, {**HEAD, **SAVE}, follow=True)
    assert "It does nothing" in text_of(response)
    assert not ContentRule.objects.exists()


def test_a_stored_rule_comes_back_as_it_was_and_a_change_switches_off(coordinator):
    party = MemberStateFactory(code="MX")
    rule = rule_on(
        by=coordinator.user,
        conditions=(is_not("author", party.code), is_("state", "adopted")),
        actions=(move("members", days=3), mail(parties=["MX"])),
    )
    edit = f"{address(rule)}edit/"
    page = text_of(coordinator.get(edit))
    assert re.search(r'value="not" selected', page)
    assert re.search(r'name="a0-days" value="3"', page)
    assert "Saving switches the rule off" in page
    response = coordinator.post(edit, {**HEAD, **ACTION, **SAVE})
    assert response.status_code == 302
    rule.refresh_from_db()
    assert rule.name_en == "Tell the editors"
    assert not rule.is_enabled
    assert rule.conditions.count() == 0


def test_enabled_it_acts_and_the_log_says_so(coordinator):
    people.editor()
    rule = rule_off(by=coordinator.user)
    response = coordinator.post(address(rule), {"deed": "enable", "days_back": "0"})
    assert response.status_code == 302
    works.adopted_action_plan()
    drain()
    page = text_of(coordinator.get(LOG))
    assert "Action Plan under Test" in page
    assert "Rule under test" in page
    assert "done" in page
    coordinator.post(address(rule), {"deed": "delete"})
    assert "(deleted)" in text_of(coordinator.get(LOG))
    assert "There is no rule yet" in text_of(coordinator.get(LIST))
    assert "Its log stays" in text_of(coordinator.get(address(rule)))


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ({"deed": "enable", "days_back": "-1"}, "greater than or equal to 0"),
        ({"deed": "enable", "days_back": "91"}, "less than or equal to 90"),
        ({"deed": "explode"}, "Nothing was chosen"),
        ({}, "Nothing was chosen"),
    ],
)
def test_a_switch_that_makes_no_sense(coordinator, post, words):
    rule = rule_off(by=coordinator.user)
    response = coordinator.post(address(rule), post)
    assert response.status_code == 422
    assert words in text_of(response)


def test_the_presidency_enables_what_widens_and_an_administrator_does_not(
    coordinator, approver, editor
):
    rule = rule_off(by=coordinator.user, actions=(move("public"),))
    editor.user.is_superuser = True
    editor.user.save()
    refused = editor.post(address(rule), {"deed": "enable"})
    assert refused.status_code == 422
    assert "Enable with my rights" not in text_of(editor.get(address(rule)))
    assert "Enable with my rights" in text_of(approver.get(address(rule)))
    assert approver.post(address(rule), {"deed": "enable"}).status_code == 302
    rule.refresh_from_db()
    assert rule.enabled_by == approver.user
    assert approver.get(NEW).status_code == 302


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


@pytest.mark.parametrize("who", ["editor", "delegate", "former_approver"])
@pytest.mark.parametrize("what", ["", "new/", "log/", "{pk}/", "{pk}/edit/"])
def test_others_see_no_rule(request, coordinator, who, what):
    rule = rule_off(by=coordinator.user)
    client = request.getfixturevalue(who)
    path = LIST + what.format(pk=rule.pk)
    for response in (client.get(path), client.post(path, {"deed": "enable"})):
        assert response.status_code in {302, 403, 405}
    rule.refresh_from_db()
    assert not rule.is_enabled


def test_the_screens_speak_spanish(coordinator):
    profile = UserProfile.get_for_user(coordinator.user)
    profile.preferred_language = "es"
    profile.save()
    rule = rule_off(by=coordinator.user)
    assert "Regla de prueba" in text_of(coordinator.get(address(rule)))


class TestCollections:
    PATH = "/admin/curated-collections/"
    FIELDS = {"name_en": "Best", "name_es": "Mejores", "slug": "best"}

    def test_made_filled_and_emptied(self, editor):
        made = editor.post(f"{self.PATH}new/", self.FIELDS)
        kept = CuratedCollection.objects.get()
        work = works.recorded_action_plan()
        add = {"deed": "add", "symbol": work.symbol.lower()}
        assert editor.post(made.url, add).status_code == 302
        assert "Action Plan under Test" in text_of(editor.get(made.url))
        assert "(1 text)" in text_of(editor.get(self.PATH))
        entry = kept.entries.get()
        assert entry.added_by == editor.user
        removed = editor.post(made.url, {"deed": "remove", "entry": str(entry.pk)})
        assert removed.status_code == 302
        assert not kept.entries.exists()
        changed = {**self.FIELDS, "name_en": "Very best", "deed": "change"}
        assert editor.post(made.url, changed).status_code == 302
        kept.refresh_from_db()
        assert kept.name_en == "Very best"

    @pytest.mark.parametrize(
        ("post", "words"),
        [
            ({"deed": "add", "symbol": "RCM/NONE"}, "No text has this symbol"),
            ({"deed": "add", "symbol": ""}, "This field is required"),
            ({"deed": "change", "slug": "a b"}, "valid “slug”"),
            ({"deed": "remove", "entry": "x"}, "Curated collection"),
            ({}, "Curated collection"),
        ],
    )
    def test_bad_input(self, editor, post, words):
        found = collection()
        response = editor.post(f"{self.PATH}{found.pk}/", post)
        assert response.status_code == 422
        assert words in text_of(response)

    def test_an_address_is_given_once(self, editor):
        collection("best")
        response = editor.post(f"{self.PATH}new/", self.FIELDS)
        assert response.status_code == 422

    @pytest.mark.parametrize("what", ["", "new/", "{pk}/"])
    def test_others_do_not_curate(self, approver, what):
        found = collection()
        path = self.PATH + what.format(pk=found.pk)
        assert approver.get(path).status_code in {302, 403}
        assert approver.post(path, self.FIELDS).status_code in {302, 403, 405}
        assert CuratedCollection.objects.count() == 1

    def test_what_one_may_not_read_is_not_listed(self, editor):
        from cms.works.models import CollectionEntry

        found = collection()
        hidden = works.draft_action_plan(prepared_by=MemberStateFactory(code="MX"))
        CollectionEntry.objects.create(
            collection=found, work=hidden, added_at=hidden.created_at
        )
        page = text_of(editor.get(f"{self.PATH}{found.pk}/"))
        assert "Action Plan under Test" not in page
        assert "(0 texts)" in text_of(editor.get(self.PATH))
        assert not found.works_for(people.delegate("GT")).exists()
