"""The screens that this project adds to Wagtail's admin, held to the same rules."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.users.models import UserProfile

from cms.conference.models import Meeting
from rcm_pages.importing import actions
from tests.factories.works import cleared_action_plan
from tests.papers import SAMPLE_EN

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from cms.accounts.models import User
    from tests.browser.conftest import Reader, Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# Wagtail's own frame around our content is Wagtail's to mend.
OURS = "#main"


@pytest.fixture
def review(editor: PersonClient) -> str:
    """An import under review; its address."""
    record = actions.take_in(
        meeting=Meeting.objects.get(body__code="vm", ordinal=20),
        content=io.BytesIO(SAMPLE_EN.read_bytes()),
        name=SAMPLE_EN.name,
        queue=False,
        by=editor.user,
    )
    actions.run_recognition(record=record)
    return f"/admin/imports/{record.pk}/"


def violations(page: Page) -> list[str]:
    """Return what axe finds in our part of the screen."""
    page.wait_for_load_state("networkidle")
    page.wait_for_selector(OURS)
    found = Axe().run(page, context=OURS).response["violations"]
    return [
        f"{page.url}: {each['id']}: {node['html']}"
        for each in found
        for node in each["nodes"]
    ]


def speak(user: User, language: str) -> None:
    """Let the admin speak this language to a person, in their system's colours."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.theme = "system"
    profile.save()


def sign_in(reader: Reader, client: PersonClient) -> None:
    """Let the browser be the client's person."""
    session = client.cookies["sessionid"].value
    reader.page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": reader.base}]
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing(
    readers: Readers,
    editor: PersonClient,
    approver: PersonClient,
    review: str,
    language: str,
    scheme: str,
    width: int,
) -> None:
    """Import, review and decision pass axe, and fit a telephone."""
    cleared_action_plan()
    meeting = Meeting.objects.get(body__code="vm", ordinal=20)
    screens = {
        editor: ["/admin/imports/", f"/admin/imports/meeting/{meeting.pk}/", review],
        approver: ["/admin/approvals/"],
    }
    found, wide = [], []
    for client, paths in screens.items():
        speak(client.user, language)
        reader = readers.come(color_scheme=scheme, width=width)
        sign_in(reader, client)
        for path in paths:
            page = reader.open(path)
            found += violations(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(path)
        if client is approver:
            page.locator("td.title a").first.click()
            page.wait_for_url(re.compile(r"/approvals/\d+/$"))
            found += violations(page)
    assert found == []
    assert wide == []
