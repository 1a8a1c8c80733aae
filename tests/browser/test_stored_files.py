"""The screen of the check of stored files, and what readers see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from cms.conference.models import Party
from cms.documents import fixity_rounds
from cms.documents.models import Document, DocumentVersion
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.factories import works
from tests.factories.documents import text_file
from tests.harm import files, flip, stored, whole_round

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def harm(coordinator: PersonClient) -> DocumentVersion:
    """Three faulty files, one of them not open to the Secretariat; a round begun."""
    work = works.recorded_action_plan()
    document = text_file(
        by=None,
        expression=work.expressions.get(language="en"),
        name="2015-11-12_XX-RCM_action-plan_as-it-was-signed-by-all-delegations.txt",
    )
    damaged, lost, hidden, _whole = [document.current, *files(3)]
    Document.objects.filter(pk=hidden.document_id).update(
        belongs_to=Party.objects.get(code="GT")
    )
    flip(damaged)
    for version in (lost, hidden):
        stored(version).unlink()
    whole_round()
    fixity_rounds.read_on(of=fixity_rounds.begin_round(), files=2)
    return damaged


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_at_fault_fits_and_axe_finds_nothing(
    readers: Readers,
    coordinator: PersonClient,
    harm: DocumentVersion,
    language: str,
    width: int,
) -> None:
    speak(coordinator.user, language)
    reader = readers.come(width=width, locale=language)
    sign_in(reader, coordinator)
    page = reader.open("/admin/fixity/")
    assert page.locator(".stored__card").count() == 3
    assert violations(page) == []
    assert fits(page, "#main", width)
    page = reader.open(f"/{language}/files/{harm.document_id}/")
    assert Axe().run(page).response["violations"] == []
    assert fits(page, "html", width)
    page = reader.open(harm.url)
    assert page.locator("h1").count() == 1
    assert Axe().run(page).response["violations"] == []
    assert fits(page, "html", width)


def fits(page: Page, part: str, width: int) -> bool:
    """Tell whether nobody has to scroll sideways."""
    wide: int = page.evaluate(f"document.querySelector('{part}').scrollWidth")
    return wide <= width
