"""Lists under rights cost as many queries for many works as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rcm_pages.meetings.models import MeetingPage
from search import indexer
from tests.factories.works import draft_action_plan, recorded_action_plan

pytestmark = pytest.mark.django_db


def lists(archive) -> dict[str, tuple[str, str]]:
    page = archive.made.meeting.pages.get(locale__language_code="en")
    return {
        "home": ("delegate", "/en/"),
        "meetings": ("delegate", "/en/meetings/"),
        "meeting": ("delegate", page.get_url()),
        "search": ("delegate", "/en/search/?q=archivo"),
        "sitemap": ("anonymous", "/sitemaps/en.xml"),
        "explorer": ("editor", reverse("wagtailadmin_explore", args=[page.pk])),
        "explorer of a guest": (
            "grantee editor", reverse("wagtailadmin_explore", args=[page.pk]),
        ),
        "files": ("editor", reverse("wagtaildocs:index")),
        "approvals": ("coordinator", reverse("approval_queue")),
    }  # fmt: skip


def queries(archive) -> dict[str, int]:
    counted = {}
    for name, (role, path) in lists(archive).items():
        client = archive.clients[role]
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200, name
        counted[name] = len(captured)
    return counted


def test_queries_do_not_grow_with_works(archive):
    """The explorer shows pages by fifty; what it asks of each row is Wagtail's."""
    before = queries(archive)
    for _each in range(3):
        recorded_action_plan(meeting=archive.made.meeting, by=archive.people["editor"])
        draft_action_plan(meeting=archive.made.meeting, by=archive.people["editor"])
    while indexer.drain():
        pass
    assert MeetingPage.objects.count() == 6
    after = queries(archive)
    assert {n: after[n] - before[n] for n in after if after[n] > before[n]} == {}
