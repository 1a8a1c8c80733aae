"""Wagtail's commands, copies and schedules: none leads to an adopted text."""

from __future__ import annotations

import contextlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page, Revision, Task, TaskState, WorkflowState

from cms.accounts.models import User
from cms.audit.models import Event
from cms.works.models import Work
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.models import ActionPlanPage
from tests.factories import works
from tests.factories.people import UserFactory
from tests.factories.works import page_of
from tests.integration.approval.test_fixed_texts import edit_form, state_of


def history(work: Work) -> list:
    """What was done, in Wagtail's rows and in the audit."""
    return [
        list(TaskState.objects.order_by("pk").values("status", "revision_id")),
        list(WorkflowState.objects.order_by("pk").values("status")),
        list(Event.objects.about(work).values("verb", "actor_name", "data")),
    ]


def test_purging_revisions_skips_what_was_decided_and_goes_on(site):
    free = works.draft_action_plan()
    adopted, recorded = works.adopted_action_plan(), works.recorded_action_plan()
    for work in (free, adopted, recorded):
        for _ in range(2):
            page = page_of(work).get_latest_revision_as_object()
            page.title = "Another draft title"
            page.save_revision()
    before = [state_of(adopted), state_of(recorded), history(adopted)]
    count = page_of(free).revisions.count()
    call_command("purge_revisions")
    assert [state_of(adopted), state_of(recorded), history(adopted)] == before
    assert page_of(free).revisions.count() < count
    assert adopted.expressions.get(language="en").revision is not None


def test_the_steps_of_a_decided_text_are_not_deleted(site):
    adopted = works.adopted_action_plan()
    before = history(adopted)
    for rows in (
        TaskState.objects.all(),
        WorkflowState.objects.all(),
        Task.objects.all(),
        Revision.objects.filter(task_states__isnull=False),
    ):
        with pytest.raises(ProtectedError):
            rows.delete()
    assert history(adopted) == before


def test_whoever_had_a_part_is_not_deleted(superuser, adopted):
    before, shown = history(adopted), state_of(adopted)
    actors = User.objects.filter(pk__in=Event.objects.about(adopted).values("actor"))
    assert actors.count() >= 3
    for person in actors:
        with pytest.raises(ProtectedError):
            person.delete()
        response = superuser.post(
            reverse("wagtailusers_users:delete", args=(person.pk,))
        )
        assert response.status_code in (200, 302, 403)
    assert history(adopted) == before
    assert state_of(adopted) == shown
    assert User.objects.filter(pk__in=[p.pk for p in actors]).count() == len(actors)


@pytest.mark.parametrize(
    "command",
    [
        ("fixtree", {"interactive": False}),
        ("fixtree", {"interactive": False, "full": True}),
        ("set_url_paths", {}),
        ("rebuild_references_index", {"verbosity": 0}),
        ("create_log_entries_from_revisions", {}),
        ("publish_scheduled", {}),
        ("publish_scheduled_pages", {}),
    ],
    ids=lambda command: " ".join([command[0], *command[1]]),
)
def test_wagtails_commands_change_nothing(adopted, command):
    name, options = command
    before = state_of(adopted)
    call_command(name, **options)
    after = state_of(adopted)
    # A repair of the tree may number its branches anew; addresses stay.
    for rows in (before, after):
        for row in rows[2]:
            del row["page__path"]
    assert sorted(map(str, after[2])) == sorted(map(str, before[2]))
    assert after[:2] + after[3:] == before[:2] + before[3:]


def test_pages_are_not_moved_by_command(adopted):
    page, before = page_of(adopted), state_of(adopted)
    other = MeetingPage.objects.get(meeting__ordinal=21, locale=page.locale)
    with pytest.raises(PermissionDenied), transaction.atomic():
        call_command("move_pages", str(page.get_parent().pk), str(other.pk))
    assert state_of(adopted) == before


@pytest.mark.parametrize("alias", [False, True])
def test_a_copy_for_translation_is_no_adopted_text(adopted, alias, client):
    page, before = page_of(adopted), state_of(adopted)
    french, _made = Locale.objects.get_or_create(language_code="es")
    sister = page_of(adopted, "es")
    with contextlib.suppress(Exception), transaction.atomic():
        CopyPageForTranslationAction(
            page, french, copy_parents=True, alias=alias
        ).execute(skip_permission_checks=True)
    copies = ActionPlanPage.objects.exclude(pk__in=[page.pk, sister.pk])
    for copy in copies:
        assert copy.own_expression is None
        assert client.get(copy.url or "/nothing/").status_code == 404
    assert state_of(adopted) == before


def test_a_copy_of_the_whole_meeting_shows_nothing_adopted(superuser, adopted, client):
    meeting, before = page_of(adopted).get_parent(), state_of(adopted)
    superuser.post(
        reverse("wagtailadmin_pages:copy", args=(meeting.pk,)),
        {
            "new_title": "Copied meeting", "new_slug": "copied",
            "new_parent_page": str(meeting.get_parent().pk),
            "copy_subpages": "on", "publish_copies": "on",
        },
    )  # fmt: skip
    assert state_of(adopted) == before
    for copy in ActionPlanPage.objects.filter(url_path__contains="/copied/"):
        assert copy.own_expression is None
        assert not copy.live
        assert client.get(copy.url).status_code == 404


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_no_schedule_is_put_on_a_text(adopted, field):
    page = page_of(adopted)
    setattr(page, field, timezone.now())
    with pytest.raises(PermissionDenied, match="schedule"):
        page.save()
    call_command("publish_scheduled")
    assert page_of(adopted).live


def test_the_submit_button_of_a_new_text_only_saves(superuser, site):
    parent = MeetingPage.objects.get(meeting__ordinal=21, locale__language_code="en")
    superuser.post(
        reverse(
            "wagtailadmin_pages:add", args=("rcm_pages", "declarationpage", parent.pk)
        ),
        edit_form(ActionPlanPage(slug="at-once"), **{"action-submit": "1"}),
    )
    page = Page.objects.get(slug="at-once").specific
    assert page.own_expression.work.state == "draft"
    assert not page.workflow_in_progress


def test_submitting_what_is_not_ready_says_what_lacks_and_keeps_the_text(editor):
    work = works.draft_text("declaration", languages=("en",), by=editor.user)
    page = page_of(work)
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        edit_form(page, **{"action-submit": "1"}),
        follow=True,
    )
    said = response.content.decode()
    assert "The text in Spanish is missing." in said
    assert response.request["PATH_INFO"].endswith(f"/submit/{work.pk}/")
    latest = page_of(work).get_latest_revision_as_object()
    assert latest.title == "Changed in the admin"
    assert Work.objects.get(pk=work.pk).state == "draft"


def test_a_superuser_restarts_no_workflow_around_a_decision(superuser, site):
    work = works.cleared_action_plan()
    page = page_of(work)
    superuser.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        edit_form(page, **{"action-restart-workflow": "1"}),
    )
    assert Work.objects.get(pk=work.pk).state == "in_approval"
    assert UserFactory().pk
