"""The screen of virus scans, and what a reader sees of a withheld file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from cms.documents.models import DocumentVersion
from cms.documents.scanning.actions import keep_trouble, keep_verdict
from cms.documents.scanning.clamd import Verdict
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.browser.test_stored_files import fits
from tests.clamd import VERSION
from tests.factories import works
from tests.factories.documents import text_file

if TYPE_CHECKING:
    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def infected(coordinator: PersonClient) -> DocumentVersion:
    """A public file with a virus, and one that could not be scanned."""
    work = works.recorded_action_plan()
    document = text_file(
        by=None,
        expression=work.expressions.get(language="en"),
        name="2015-11-12_XX-RCM_action-plan_as-it-was-signed-by-all-delegations.txt",
    )
    version = document.current
    assert version is not None
    keep_verdict(version=version, verdict=Verdict("Paper.Test.Virus", VERSION))
    other = text_file(by=None, content=b"Another.\n").current
    assert other is not None
    keep_trouble(version=other, trouble="INSTREAM size limit exceeded. ERROR")
    return version


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_screen_fits_and_axe_finds_nothing(
    readers: Readers,
    coordinator: PersonClient,
    infected: DocumentVersion,
    language: str,
    width: int,
) -> None:
    speak(coordinator.user, language)
    reader = readers.come(width=width, locale=language)
    sign_in(reader, coordinator)
    page = reader.open(reverse("scans"))
    assert page.locator(".stored__card").count() == 2
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/scans_{language}_{width}.png", full_page=True)
    assert violations(page) == []
    assert fits(page, "#main", width)
    for address in (infected.url, f"/{language}/files/{infected.document_id}/"):
        page = reader.open(address)
        if SHOTS:
            name = address.strip("/").replace("/", "_")[:20]
            page.screenshot(path=f"{SHOTS}/{name}_{width}.png", full_page=True)
        assert Axe().run(page).response["violations"] == []
        assert fits(page, "html", width)
