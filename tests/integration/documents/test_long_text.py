"""The page of a file stays light, however long the text of the file is."""

from __future__ import annotations

from django.urls import reverse

from cms.documents.reader_page import SIGNS_A_PAGE
from cms.jobs.worker import drain
from cms.works.actions import enter_as_recorded
from tests.factories import works
from tests.factories.documents import text_file


def test_a_long_text_is_shown_up_to_a_point_and_offered_as_a_file(
    client, coordinator, site
):
    content = b"A line of the paper, as long as others.\n" * (SIGNS_A_PAGE // 20)
    work = works.draft_action_plan()
    english = work.expressions.get(language="en")
    document = text_file(by=coordinator.user, content=content, expression=english)
    enter_as_recorded(work=work, by=coordinator.user)
    drain()
    page = client.get(reverse("document_page", args=[document.pk]))
    assert len(page.content) < 3 * SIGNS_A_PAGE
    assert document.current.url in page.content.decode()
    assert "too long to be shown here in full" in page.content.decode()


def test_a_short_text_says_nothing_of_it(client, coordinator, site):
    work = works.draft_action_plan()
    english = work.expressions.get(language="en")
    document = text_file(by=coordinator.user, expression=english)
    enter_as_recorded(work=work, by=coordinator.user)
    drain()
    page = client.get(reverse("document_page", args=[document.pk])).content.decode()
    assert "To keep them." in page
    assert "too long" not in page
