"""Through Wagtail's own doors nothing adopted is changed, deleted or moved away."""

from __future__ import annotations

import contextlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.works.models import Expression, Work
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.meetings.models import MeetingPage
from tests.factories import works
from tests.factories.works import page_of


def state_of(work: Work) -> list:
    """Everything that must stay as it is."""
    expressions = work.expressions.order_by("language")
    return [
        Work.objects.filter(pk=work.pk).values("state", "symbol").get(),
        list(expressions.values("page_id", "sha256", "revision_id")),
        list(
            expressions.values(
                "page__live", "page__path", "page__url_path", "page__title",
                "page__slug", "page__latest_revision_id",
            )
        ),
        [page_of(work, e.language).content_hash() for e in expressions],
    ]  # fmt: skip


def edit_form(page: ActionPlanPage, **changes: str) -> dict[str, str]:
    return {
        "title": "Changed in the admin",
        "slug": page.slug,
        "title_block": "CHANGED",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    } | changes


BUTTONS = {
    "save": {},
    "publish": {"action-publish": "1"},
    "submit": {"action-submit": "1"},
    "restart": {"action-restart-workflow": "1"},
    "workflow action": {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
    },
    "overwrite": {"overwrite_revision_id": "latest"},
}


@pytest.mark.parametrize("button", BUTTONS.values(), ids=BUTTONS.keys())
def test_a_fixed_text_is_not_edited(superuser, fixed, button):
    page, before = page_of(fixed), state_of(fixed)
    extra = dict(button)
    if "overwrite_revision_id" in extra:
        extra["overwrite_revision_id"] = str(page.latest_revision_id)
    superuser.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)), edit_form(page, **extra)
    )
    assert state_of(fixed) == before


def test_the_edit_form_works_where_a_text_is_free(superuser, site):
    """So that the refusals above are not those of a broken form."""
    work = works.draft_action_plan()
    page = page_of(work)
    superuser.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), edit_form(page))
    latest = page_of(work).get_latest_revision_as_object()
    assert latest.title == "Changed in the admin"


def test_a_draft_is_not_published_by_the_button(superuser, site):
    work = works.draft_action_plan()
    page = page_of(work)
    superuser.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        edit_form(page, **{"action-publish": "1"}),
    )
    assert not page_of(work).live
    assert Work.objects.get(pk=work.pk).state == "draft"


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_a_text_has_no_schedule(superuser, site, field):
    """Neither does the form offer one, nor does a schedule get around the decision."""
    work = works.draft_action_plan()
    page = page_of(work)
    superuser.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        edit_form(page, **{field: "2001-01-01 10:00"}),
    )
    call_command("publish_scheduled")
    assert getattr(page.get_latest_revision_as_object(), field) is None
    assert not page_of(work).live


def test_a_forgotten_schedule_does_not_bring_an_older_text_back(superuser, adopted):
    page = page_of(adopted)
    older = page.revisions.order_by("pk").first()
    content = older.content
    content["title"] = "An older title"
    type(older).objects.filter(pk=older.pk).exclude(
        pk=adopted.expressions.get(language="en").revision_id
    ).update(content=content, approved_go_live_at=timezone.now())
    before = state_of(adopted)
    with contextlib.suppress(PermissionDenied):
        call_command("publish_scheduled")
    assert state_of(adopted) == before


@pytest.mark.parametrize("whole_meeting", [False, True])
def test_a_fixed_text_is_not_deleted(superuser, fixed, whole_meeting):
    page, before = page_of(fixed), state_of(fixed)
    target = page.get_parent() if whole_meeting else page
    response = superuser.post(
        reverse("wagtailadmin_pages:delete", args=(target.pk,)), follow=True
    )
    assert response.status_code == 200
    assert "keeps its place" in response.content.decode()
    assert state_of(fixed) == before


@pytest.mark.parametrize("whole_meeting", [False, True])
def test_a_fixed_text_is_not_moved(superuser, fixed, whole_meeting):
    page, before = page_of(fixed), state_of(fixed)
    if whole_meeting:
        target = page.get_parent()
        destination = target.get_parent().get_parent()
    else:
        target = page
        destination = MeetingPage.objects.get(meeting__ordinal=21, locale=page.locale)
    superuser.post(
        reverse("wagtailadmin_pages:move_confirm", args=(target.pk, destination.pk))
    )
    assert state_of(fixed) == before


def test_a_draft_may_be_moved_and_deleted(superuser, site):
    work = works.draft_action_plan()
    page = page_of(work)
    other = MeetingPage.objects.get(meeting__ordinal=21, locale=page.locale)
    superuser.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, other.pk)))
    assert page_of(work).get_parent().pk == other.pk
    superuser.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not Expression.objects.filter(work=work, language="en").exists()


@pytest.mark.parametrize("whole_meeting", [False, True])
def test_a_settled_text_is_not_unpublished(superuser, adopted, whole_meeting):
    page, before = page_of(adopted), state_of(adopted)
    target = page.get_parent() if whole_meeting else page
    superuser.post(
        reverse("wagtailadmin_pages:unpublish", args=(target.pk,)),
        {"include_descendants": "on"},
    )
    assert state_of(adopted) == before
    assert Page.objects.get(pk=target.pk).live


@pytest.mark.parametrize("action", ["delete", "unpublish", "publish", "move"])
@pytest.mark.parametrize("whole_meeting", [False, True])
def test_many_at_once_are_no_other_case(superuser, fixed, action, whole_meeting):
    page, before = page_of(fixed), state_of(fixed)
    target = page.get_parent() if whole_meeting else page
    other = MeetingPage.objects.get(meeting__ordinal=21, locale=page.locale)
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
    superuser.post(
        f"{address}?id={target.pk}",
        {"include_descendants": "on", "chooser": str(other.pk)},
    )
    assert state_of(fixed) == before


@pytest.mark.parametrize("alias", [False, True])
def test_a_copy_is_no_adopted_text(superuser, adopted, alias, client):
    page, before = page_of(adopted), state_of(adopted)
    data = {
        "new_title": "An altered plan" if alias else "An altered copy",
        "new_slug": "altered",
        "new_parent_page": str(page.get_parent().pk),
        "publish_copies": "on",
    }
    if alias:
        data["alias"] = "on"
    superuser.post(reverse("wagtailadmin_pages:copy", args=(page.pk,)), data)
    assert state_of(adopted) == before
    for copy in ActionPlanPage.objects.filter(slug="altered"):
        assert copy.own_expression is None
        assert client.get(copy.url).status_code == 404
        assert copy.live is alias  # an alias follows its page, seen by nobody


def test_an_editor_does_not_delete_a_text_from_under_the_presidency(editor, site):
    """Wagtail lets people delete their own unpublished pages."""
    work = works.cleared_action_plan(by=editor.user)
    before = state_of(work)
    editor.post(reverse("wagtailadmin_pages:delete", args=(page_of(work).pk,)))
    assert state_of(work) == before


def test_an_earlier_revision_is_not_brought_back(superuser, adopted):
    page, before = page_of(adopted), state_of(adopted)
    revision = page.revisions.order_by("pk").first()
    superuser.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        edit_form(page, revision=str(revision.pk)),
    )
    assert state_of(adopted) == before


def test_a_new_text_is_not_published_as_it_is_made(superuser, site):
    parent = MeetingPage.objects.get(meeting__ordinal=21, locale__language_code="en")
    address = reverse(
        "wagtailadmin_pages:add", args=("rcm_pages", "actionplanpage", parent.pk)
    )
    form = edit_form(ActionPlanPage(slug="at-once"))
    superuser.post(address, form | {"action-publish": "1"})
    assert not ActionPlanPage.objects.filter(slug="at-once").exists()
    superuser.post(address, form)
    assert not ActionPlanPage.objects.get(slug="at-once").live


def test_the_editor_offers_no_button_that_publishes_a_text(superuser, site):
    page = page_of(works.draft_action_plan())
    edit = superuser.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert "action-submit" in edit.content.decode()
    assert "action-publish" not in edit.content.decode()
    home = superuser.get(reverse("wagtailadmin_pages:edit", args=(site.home.pk,)))
    assert "action-publish" in home.content.decode()


def test_a_page_that_is_no_text_is_published_and_moved_as_ever(superuser, site):
    home = site.home
    home.title = "Renamed"
    home.save_revision().publish()
    home.refresh_from_db()
    assert home.title == "Renamed"
    home.unpublish()
    assert not Page.objects.get(pk=home.pk).live
