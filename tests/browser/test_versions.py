"""History, comparison, trash and known files, as people see them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from cms.documents import actions, trash
from cms.documents.models import Document
from cms.jobs.worker import drain
from cms.works.actions import enter_as_recorded
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.browser.test_stored_files import fits
from tests.factories import works
from tests.factories.documents import text_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
# Wagtail's own field for tags has no label.
WAGTAILS_TAGS = "ui-autocomplete-input"
NAME = "2015-11-12_XX-RCM_action-plan_as-it-was-signed-by-all-delegations.txt"
OLD = b"Plan of Action\n1. The Secretariat keeps the papers.\n2. It reports.\n"
NEW = b"Plan of Action\n1. The Secretariat keeps all papers.\n2. It reports.\n"


def two_versions(by: PersonClient, **kwargs: object) -> Document:
    document = text_file(by=by.user, content=OLD, name=NAME, **kwargs)
    actions.add_version(
        document=document,
        content=io.BytesIO(NEW),
        name=NAME,
        note="All papers, as the delegations asked",
        by=by.user,
    )
    return document


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [360, 1440])
def test_history_comparison_and_trash_fit_and_axe_finds_nothing(
    readers: Readers, coordinator: PersonClient, language: str, width: int
) -> None:
    work = works.draft_action_plan()
    read = two_versions(coordinator, expression=work.expressions.get(language="en"))
    enter_as_recorded(work=work, by=coordinator.user)
    free = two_versions(coordinator)
    gone = text_file(by=None, content=b"Sent twice\n")
    trash.put_into_trash(document=gone, reason="Sent twice", by=coordinator.user)
    drain()
    speak(coordinator.user, language)
    reader = readers.come(width=width, locale=language)
    for path in (f"files/{read.pk}/", f"files/{read.pk}/compare/"):
        page = reader.open(f"/{language}/{path}")
        assert Axe().run(page).response["violations"] == []
        assert fits(page, "html", width)
    assert page.locator("del").last.inner_text().endswith("the")
    sign_in(reader, coordinator)
    version = free.versions.get(number=1)
    for path in (
        f"documents/edit/{free.pk}/",
        f"files/{free.pk}/compare/",
        f"files/{free.pk}/v1/restore/",
        f"files/{free.pk}/trash/",
        f"files/known/{version.pk}/",
        "files/trash/",
    ):
        page = reader.open(f"/admin/{path}")
        found = violations(page)
        assert [v for v in found if WAGTAILS_TAGS not in v] == [], path
        assert fits(page, "#main", width), path
    assert reader.complaints == []


def test_a_file_goes_to_the_trash_and_comes_back(
    readers: Readers, coordinator: PersonClient
) -> None:
    document = two_versions(coordinator)
    reader = readers.come()
    sign_in(reader, coordinator)
    page = reader.open(f"/admin/documents/edit/{document.pk}/")
    page.get_by_role("link", name="Put into the trash").click()
    page.get_by_label("Reason").fill("Sent twice")
    page.get_by_role("button", name="Put into the trash").click()
    assert "Sent twice" in page.locator("#main").inner_text()
    assert title_of(reader.open(f"/en/files/{document.pk}/")) != NAME
    page = reader.open("/admin/files/trash/")
    page.get_by_role("button", name="Take out of the trash").click()
    page.get_by_role("link", name="Restore version 1").click()
    page.get_by_role("button", name="Restore this version").click()
    assert "Version 1 restored" in page.locator("#versions ~ ol").inner_text()
    assert title_of(reader.open(f"/en/files/{document.pk}/")) == NAME


def title_of(page: Page) -> str:
    return page.locator("h1").first.inner_text()
