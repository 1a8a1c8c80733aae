"""Pages without a Work: typed texts get one, the others are approved in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from rcm_pages.meetings.models import MeetingPage
from rcm_pages.models import ActionPlanPage

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db


def the_meeting() -> MeetingPage:
    """Return the English page of the XX meeting."""
    return MeetingPage.objects.get(
        meeting__body__code="vm", meeting__ordinal=20, locale__language_code="en"
    )


def test_a_typed_text_is_a_paper_of_its_meeting(editor: PersonClient) -> None:
    """Saving a new Action Plan makes its Work, so that it can be decided on."""
    parent = the_meeting()
    data = nested_form_data(
        {
            "title": "Typed plan",
            "slug": "typed-plan",
            "title_block": "",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    editor.post(
        reverse(
            "wagtailadmin_pages:add", args=["rcm_pages", "actionplanpage", parent.pk]
        ),
        data,
    )
    page = ActionPlanPage.objects.get(title="Typed plan")
    work = page.own_expression.work
    assert (work.state, work.meeting) == ("draft", parent.meeting)


def test_a_meeting_page_is_published_by_the_presidency(
    editor: PersonClient, coordinator: PersonClient, approver: PersonClient
) -> None:
    """As the table says: nobody clears it, whoever presides decides, in the editor."""
    page = the_meeting()
    page.introduction = "What the meeting was about."
    page.save_revision(user=editor.user)
    page.get_workflow().start(page, editor.user)
    step = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk]
    )
    for client in (editor, coordinator):
        assert step.task.specific.get_actions(page, client.user) == []
        client.post(address)
        page.refresh_from_db()
        assert page.has_unpublished_changes
    assert approver.post(address).status_code == 302
    page.refresh_from_db()
    assert page.introduction == "What the meeting was about."
    assert not page.has_unpublished_changes
