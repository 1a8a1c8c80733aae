"""A person comes in, sets up a second factor and looks after their sessions."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import expect

from rcm_pages.site import set_up_site
from tests.factories import people
from tests.factories.people import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from cms.accounts.models import User
    from tests.browser.conftest import Readers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def editor(settings: Any) -> User:
    """Somebody who must have a second factor."""
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = True
    cache.clear()
    set_up_site()
    return people.editor()


def looks_right(page: Page, width: int) -> None:
    """Pass axe, and fit the screen."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def code_for(page: Page) -> str:
    """Return what an app shows that was given the page's secret."""
    secret = page.locator(".account__secret").text_content() or ""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", 360, "light"), ("es", 360, "dark"), ("es", 1440, "light"),
     ("en", 1440, "dark")],
)  # fmt: skip
def test_the_way_in(
    readers: Readers, editor: User, language: str, width: int, scheme: str
) -> None:
    """From the door over the second factor to the sessions, checked by axe."""
    reader = readers.come(width=width, color_scheme=scheme)
    page = reader.open(f"/{language}/sign-in/?next=/{language}/search/")
    looks_right(page, width)
    page.locator("[name=login]").fill(editor.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(re.compile("second-factor/app"))
    looks_right(page, width)
    page.locator("[name=code]").fill(code_for(page))
    page.locator("main form button").click()
    page.wait_for_url(re.compile("codes"))
    looks_right(page, width)
    page.locator("main .button").click()
    page.wait_for_url(re.compile(f"/{language}/search/$"))
    for path in ("", "password/", "second-factor/", "sessions/", "password/reset/"):
        page = reader.open(f"/{language}/account/{path}")
        looks_right(page, width)
    assert reader.complaints == []


def test_the_way_in_without_javascript(readers: Readers, editor: User) -> None:
    """Every step is a page and a form."""
    reader = readers.come(java_script_enabled=False)
    page = reader.open("/en/sign-in/?next=/en/search/")
    page.get_by_label("E-mail address").fill(editor.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Code that the app shows").fill(code_for(page))
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("link", name="go on").click()
    expect(page).to_have_url(re.compile("/en/search/"))
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Where you are signed in").click()
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
