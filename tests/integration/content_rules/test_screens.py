"""The screens of the rules: built by POST, without a script, in both languages."""

import re

import pytest
from wagtail.users.models import UserProfile

from cms.content_rules.models import ContentRule
from cms.jobs.worker import drain
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.rules import (
    is_,
    is_not,
    mail,
    move,
    rule_off,
    rule_on,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/content-rules/"
NEW, LOG = f"{LIST}new/", f"{LIST}log/"
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
