"""The desk, the editors' home and the header's menu, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from rcm_pages.demo.people import EDITOR, PASSWORD
from tests.browser.test_pages import PHONE, archive, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Reader, Readers

__all__ = ["archive"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
REPORTER = "reports@iom.example"


def sign_in(reader: Reader, email: str) -> Page:
    """Sign somebody of the demonstration in; they come to their desk."""
    page = reader.open("/en/sign-in/?next=/en/desk/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_desk(
    readers: Readers, archive: None, scheme: Any
) -> None:
    """In both languages, on a telephone and on a table; nothing scrolls sideways."""
    reader = readers.come(color_scheme=scheme, width=PHONE)
    sign_in(reader, REPORTER)
    for path in ("/en/desk/", "/es/desk/"):
        page = reader.open(path)
        for width in (PHONE, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            scrolled = page.evaluate("document.documentElement.scrollWidth")
            assert scrolled <= width, f"{path} at {width}"
            assert violations(page) == []
    assert reader.complaints == []


def test_the_menu_opens_without_scripts_on_a_phone(
    readers: Readers, archive: None
) -> None:
    """Folded, the header leaves room for the page; opened, it has every entry."""
    reader = readers.come(java_script_enabled=False, width=PHONE)
    page = sign_in(reader, REPORTER)
    banner = page.get_by_role("banner")
    desk = banner.get_by_role("link", name="Desk")
    expect(desk).to_be_hidden()
    banner.locator("summary").click()
    expect(desk).to_be_visible()
    expect(banner.get_by_role("button", name="Sign out")).to_be_visible()
    banner.get_by_role("link", name="Meetings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meetings")


def test_on_a_table_the_entries_stand_open(readers: Readers, archive: None) -> None:
    """Where there is room there is no menu."""
    page = readers.come(width=1280).open("/en/")
    banner = page.get_by_role("banner")
    expect(banner.locator("summary")).to_be_hidden()
    expect(banner.get_by_role("link", name="Meetings")).to_be_visible()


def test_axe_finds_nothing_in_the_editors_home(readers: Readers, archive: None) -> None:
    """The part of the admin's first page that is ours."""
    reader = readers.come(width=1280)
    sign_in(reader, EDITOR.email)
    page = reader.open("/admin/")
    expect(page.locator(".workbench__part").first).to_be_visible()
    ours = [each for each in violations(page) if "workbench" in each]
    assert ours == []
