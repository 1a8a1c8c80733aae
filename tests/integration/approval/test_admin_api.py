"""Wagtail's own API leads around no decision either."""

from __future__ import annotations

import contextlib

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from cms.works.models import Work
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


API = {
    "delete": {},
    "unpublish": {"recursive": True},
    "publish": {},
    "move": {"position": "last-child"},
    "revert_to_page_revision": {},
}


@pytest.mark.parametrize("action", API)
def test_wagtails_own_api_leads_around_nothing(superuser, fixed, action):
    page, before = page_of(fixed), state_of(fixed)
    other = MeetingPage.objects.get(meeting__ordinal=21, locale=page.locale)
    first = page.revisions.order_by("pk").first()
    # What a refused deletion has begun is taken back with the savepoint.
    with contextlib.suppress(ProtectedError), transaction.atomic():
        response = superuser.post(
            f"/admin/api/main/pages/{page.pk}/action/{action}/",
            {**API[action], "destination_page_id": other.pk, "revision_id": first.pk},
            content_type="application/json",
        )
        # The frozen text itself may be published again.
        is_harmless = action in ("publish", "revert_to_page_revision")
        assert response.status_code == 403 or is_harmless
    after = state_of(fixed)
    if action == "revert_to_page_revision":
        # A revision is a draft that no one will publish; the page stays as it is.
        for rows in (before, after):
            for row in rows[2]:
                del row["page__latest_revision_id"]
    assert after == before


def test_wagtails_own_api_publishes_no_draft(superuser, site):
    work = works.draft_action_plan()
    superuser.post(
        f"/admin/api/main/pages/{page_of(work).pk}/action/publish/",
        {},
        content_type="application/json",
    )
    assert not page_of(work).live
