"""Older addresses of pages lead on, for those who may see where."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from cms.works.models import MeetingAudience
from tests.factories import works
from tests.factories.people import UserFactory


def text(response) -> str:
    return response.content.decode()


class TestOlderAddressesOfPages:
    @pytest.fixture
    def renamed(self, django_capture_on_commit_callbacks):
        """Give the page of a work's meeting another slug; return the older address."""

        def rename(work):
            page = work.meeting.pages.get(locale__language_code="en")
            older = work.expressions.get(language="en").url
            page.slug = "twentieth"
            with django_capture_on_commit_callbacks(execute=True):
                page.save_revision().publish()
            return older

        return rename

    def test_a_meetings_new_slug_leaves_its_papers_found(self, client, site, renamed):
        work = works.recorded_action_plan()
        older = renamed(work)
        answer = client.get(older)
        assert answer.status_code == 301
        assert answer["Location"] == work.expressions.get(language="en").url != older
        assert client.get(answer["Location"]).status_code == 200
        assert "#" not in answer["Location"]

    def test_whoever_may_not_read_it_is_told_nothing(self, client, delegate, renamed):
        work = works.recorded_action_plan(audience="members")
        older = renamed(work)
        assert client.get(older, follow=True).status_code == 404
        assert delegate.get(older).status_code == 301

    def test_a_hidden_meetings_older_address_is_not_there(self, client, site, renamed):
        work = works.recorded_action_plan()
        older = work.meeting.pages.get(locale__language_code="en").url
        renamed(work)
        assert client.get(older).status_code == 301
        MeetingAudience.objects.create(meeting=work.meeting, sees="members")
        assert client.get(older, follow=True).status_code == 404

    def test_an_administrator_lists_none_to_pages_that_are_hidden(
        self, client, site, renamed
    ):
        work = works.recorded_action_plan(audience="members")
        older = renamed(work)
        client.force_login(UserFactory(is_superuser=True))
        for address in ("/admin/redirects/", "/admin/redirects/?export=csv"):
            answer = client.get(address)
            listed = b"".join(answer).decode()
            assert "/en/meetings/xx-vice-ministerial" in listed
            assert older.rstrip("/") not in listed
        hidden = Redirect.objects.get(old_path=older.rstrip("/"))
        address = reverse("wagtailredirects:edit", args=[hidden.pk])
        assert hidden.old_path not in text(client.get(address, follow=True))

    def test_an_address_entered_by_hand_is_for_everybody(self, client, site):
        Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
        answer = client.get("/old/?x=1")
        assert answer.status_code == 301
        assert answer["Location"] == "https://example.org/"
        assert client.get("/older/", follow=True).status_code == 404
