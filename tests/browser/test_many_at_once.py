"""Many files changed and many suggestions confirmed, as people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cms.documents.models import Document
from tests.browser.test_editors_screens import sign_in, violations
from tests.browser.test_review_screen import shoot, taken_in
from tests.browser.test_stored_files import fits
from tests.factories.documents import text_file

if TYPE_CHECKING:
    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("width", [360, 1440])
def test_files_ticked_in_the_list_are_changed(
    readers: Readers, coordinator: PersonClient, width: int
) -> None:
    for number in range(3):
        name = f"paper-{number}.txt"
        text_file(by=coordinator.user, content=f"Paper {number}\n".encode(), name=name)
    reader = readers.come(width=width, locale="en")
    sign_in(reader, coordinator)
    page = reader.open("/admin/documents/")
    for place in (0, 1):
        page.locator("[data-bulk-action-checkbox]").nth(place).check()
    shoot(page, f"files-ticked-{width}")
    page.get_by_role("link", name="Change the chosen files").click()
    expect(page.get_by_text("2 files chosen.")).to_be_visible()
    assert fits(page, "html", width)
    assert violations(page) == []
    page.get_by_label("Language", exact=True).select_option("es")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("2 would be changed, 0 refused.")).to_be_visible()
    shoot(page, f"files-preview-{width}")
    page.get_by_role("button", name="Change them").click()
    expect(page.get_by_text("Has been changed").first).to_be_visible()
    assert violations(page) == []
    assert Document.objects.filter(language="es").count() == 2
    assert reader.complaints == []


@pytest.mark.parametrize("width", [360, 1440])
def test_suggestions_are_confirmed_from_a_list(
    readers: Readers, editor: PersonClient, width: int
) -> None:
    record = taken_in("en", editor.user)
    reader = readers.come(width=width, locale="en")
    sign_in(reader, editor)
    page = reader.open(f"/admin/imports/{record.pk}/")
    page.get_by_text("Confirm many suggestions at once").click()
    shoot(page, f"groups-{width}")
    page.locator('button[value="group:reason-asked"]').click()
    expect(page.get_by_role("heading", name="With this reason alone")).to_be_visible()
    assert fits(page, "html", width)
    assert violations(page) == []
    shoot(page, f"confirm-{width}")
    page.locator('input[name="one"]').first.uncheck()
    page.get_by_role("button", name="Confirm those ticked").click()
    expect(page.get_by_text("suggestions are confirmed.")).to_be_visible()
    record.refresh_from_db()
    items = [row for row in record.result["segments"] if row["kind"] == "item"]
    confirmed = [bool(row["confirmed"]) for row in items]
    assert confirmed.count(False) == 1
    page.get_by_role("button", name="Undo the last save").click()
    record.refresh_from_db()
    assert not any(row["confirmed"] for row in record.result["segments"])
    assert reader.complaints == []
