"""The approval desk, walked through by its screens."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.audit.models import Event
from cms.conference.actions import enter_past_term
from cms.works.models import Work
from tests.conftest import _client
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.people import UserFactory
from tests.factories.works import page_of


def desk(work: Work) -> str:
    step = page_of(work).current_workflow_state.current_task_state
    return reverse("approval_decide", args=(step.pk,))


def approval_form(browser: Client, address: str, **changes: str) -> dict[str, str]:
    context = browser.get(address).context
    assert context["may_act"]
    form = {"decision": "approve", "shown_hash": context["content_hash"], **changes}
    if "adopted_on" in context["approve_form"].fields:
        form.setdefault("adopted_on", "2015-11-12")
    return form


def written_body() -> dict[str, str]:
    """One paragraph, as the editor posts it."""
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "11111111-1111-4111-8111-111111111111",
        "body-0-value-text": "The papers are kept.",
    }


def state_of(work: Work) -> tuple:
    kept = Work.objects.get(pk=work.pk)
    return kept.state, kept.symbol, Event.objects.about(work).count()


def test_the_whole_path(editor, coordinator, approver, member_of_public):
    work = works.draft_action_plan(by=editor.user)
    page = page_of(work)
    editor.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        {
            "title": page.title, "slug": page.slug, "title_block": "PLAN",
            **written_body(), "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0", "action-submit": "1",
        },
    )  # fmt: skip
    assert state_of(work)[0] == "in_approval"
    for browser in (coordinator, approver):
        rows = browser.get(reverse("approval_queue")).context["rows"]
        assert [row.is_yours for row in rows] == [True]
        address = desk(work)
        response = browser.post(address, approval_form(browser, address))
        assert response.status_code == 302
    work.refresh_from_db()
    assert (work.state, work.symbol) == ("adopted", "RCM/VM/XX/2015/AP")
    shown = member_of_public.get(work.expressions.get(language="en").url)
    assert shown.status_code == 200
    closed = approver.get(address)
    assert not closed.context["is_open"]
    assert not closed.context["may_act"]


def test_a_text_goes_back_with_a_reason_and_comes_again(editor, coordinator, approver):
    work = works.cleared_action_plan(by=editor.user)
    address = desk(work)
    before = state_of(work)
    response = approver.post(address, {"decision": "send_back", "reason": " "})
    assert response.status_code == 422
    assert response.context["send_back_form"].errors["reason"]
    assert state_of(work) == before
    response = approver.post(address, {"decision": "send_back", "reason": "Which one?"})
    assert response.status_code == 302
    assert state_of(work)[0] == "draft"
    assert "Which one?" in editor.get(address).content.decode()
    from cms.approval.actions import submit

    submit(page=page_of(work), by=editor.user)
    assert approver.get(desk(work)).context["may_act"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_text_that_changed_since_is_refused(coordinator, language):
    work = works.submitted_action_plan()
    address = desk(work)
    form = approval_form(coordinator, address, comment="Read with care")
    page = page_of(work, language)
    page.title = "Changed meanwhile"
    page.save_revision()
    before = state_of(work)
    response = coordinator.post(address, form)
    assert response.status_code == 409
    assert state_of(work) == before
    assert response.context["content_hash"] != form["shown_hash"]
    assert response.context["approve_form"]["comment"].value() == "Read with care"
    assert "Changed meanwhile" in response.content.decode()


def test_the_second_of_two_is_told_who_was_first(site):
    first = _client(people.head_of_delegation("CR", first_name="Rosa", last_name="F."))
    second = _client(people.head_of_delegation("CR"))
    work = works.cleared_action_plan()
    address = desk(work)
    forms = [approval_form(browser, address) for browser in (first, second)]
    assert first.post(address, forms[0]).status_code == 302
    before = state_of(work)
    response = second.post(address, forms[1])
    assert response.status_code == 409
    assert "already been decided by Rosa F." in response.content.decode()
    assert state_of(work) == before


def test_a_presidency_that_ended_while_it_read(approver):
    work = works.cleared_action_plan()
    address = desk(work)
    form = approval_form(approver, address)
    successor = _client(people.head_of_delegation("DO"))
    enter_past_term(
        party=MemberStateFactory(code="DO"),
        ordinal=32,
        starts_at=timezone.now() - dt.timedelta(seconds=1),
        by=None,
    )
    before = state_of(work)
    response = approver.post(address, form)
    assert response.status_code in (302, 403, 409)  # back to the sign-in: no entry
    assert state_of(work) == before
    assert successor.post(address, form).status_code == 302
    assert state_of(work)[0] == "adopted"


def test_those_without_a_part_do_not_enter(former_approver, delegate, member_of_public):
    work = works.cleared_action_plan()
    before = state_of(work)
    addresses = [desk(work), reverse("approval_queue"), desk(work) + "preview/"]
    for browser in (former_approver, delegate, member_of_public):
        for address in addresses:
            assert browser.get(address).status_code in (302, 403)
            assert browser.post(address, {"decision": "approve"}).status_code in (
                302, 403, 405,
            )  # fmt: skip
        assert browser.get("/admin/").status_code in (302, 403)
    assert state_of(work) == before


@pytest.mark.parametrize(
    "make", [works.submitted_action_plan, works.cleared_action_plan]
)
def test_who_wrote_a_text_reads_but_decides_nothing(editor, make):
    work = make(by=editor.user)
    address = desk(work)
    context = editor.get(address).context
    assert not context["may_act"]
    before = state_of(work)
    for form in (
        {
            "decision": "approve",
            "shown_hash": context["content_hash"],
            "adopted_on": "2015-11-12",
        },
        {"decision": "send_back", "reason": "No"},
    ):
        assert editor.post(address, form).status_code == 409
    assert state_of(work) == before


def test_a_superuser_without_an_appointment_decides_nothing(site):
    superuser = _client(UserFactory(is_superuser=True))
    work = works.cleared_action_plan()
    before = state_of(work)
    response = superuser.post(desk(work), {"decision": "approve", "shown_hash": "x"})
    assert response.status_code in (302, 403)
    assert state_of(work) == before


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_wagtails_own_buttons_decide_nothing(site, coordinator, approver, action):
    superuser = _client(UserFactory(is_superuser=True))
    work = works.cleared_action_plan()
    page, before = page_of(work), state_of(work)
    step = page.current_workflow_state.current_task_state
    for browser in (superuser, approver, coordinator):
        for view in ("workflow_action", "collect_workflow_action_data"):
            browser.post(
                reverse(f"wagtailadmin_pages:{view}", args=(page.pk, action, step.pk)),
                {"comment": "around"},
            )
        browser.post(
            reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=(page.pk,))
        )
    assert state_of(work) == before


def test_the_home_screen_shows_the_queue_and_the_preview_the_text(approver):
    work = works.cleared_action_plan()
    home = approver.get("/admin/").content.decode()
    assert desk(work) in home
    assert approver.get(desk(work) + "preview/").status_code == 200
    unknown = approver.get(reverse("approval_decide", args=(9999,)), follow=True)
    assert unknown.status_code == 404


def test_titles_are_said_in_the_readers_language(editor, coordinator):
    work = works.draft_action_plan(by=editor.user)
    works.submit_work(work)
    titles = {e.language: e.title for e in work.expressions.all()}
    assert titles["en"] != titles["es"]
    queue = reverse("approval_queue")
    for language in ("en", "es"):
        type(coordinator.user).objects.update(language=language)
        [row] = coordinator.get(queue).context["rows"]
        assert titles[language] in coordinator.get(queue).content.decode()
        assert coordinator.get(desk(work)).context["title"] == titles[language]
        assert row.is_yours
