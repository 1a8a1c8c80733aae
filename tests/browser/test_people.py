"""The delegations' desk and the Secretariat's screens, as people meet them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.conference.actions import invite
from cms.conference.models import Party, Role
from rcm_pages.demo.archive import make_demo
from rcm_pages.demo.people import COORDINATOR, FOCAL_POINT, PASSWORD
from tests.factories.mails import link_in, sent

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Reader, Readers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PHONE, DESKTOP = 360, 1440


@pytest.fixture
def link() -> str:
    """The demonstration, and somebody invited to Mexico's delegation."""
    make_demo()
    invite(
        email="nora@example.org", first_name="Nora", language="es",
        party=Party.objects.get(code="MX"), role=Role.EXPERT,
        by=User.objects.get(email=FOCAL_POINT.email),
    )  # fmt: skip
    return link_in(sent()[-1])


def sign_in(reader: Reader, email: str) -> None:
    page = reader.open("/en/sign-in/")
    page.fill("#main input[type=email], #main input[name=username]", email)
    page.fill("#main input[type=password]", PASSWORD)
    page.locator("#main form button").first.click()
    page.wait_for_load_state()


def is_sound(page: Page) -> None:
    """Nothing hangs over the edge, and axe finds nothing."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} hangs over by {wide} px"
    found = Axe().run(page, context="main")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_screen_of_the_desk_is_sound(readers: Readers, link, width, language):
    reader = readers.come(width=width)
    reader.open(link.replace("/es/", f"/{language}/"))
    is_sound(reader.page)
    sign_in(reader, FOCAL_POINT.email)
    base = f"/{language}/desk/people/MX/"
    page = reader.open(base)
    is_sound(page)
    appointment = page.locator("a[href*='appointments']").first.get_attribute("href")
    for path in (base + "invite/", str(appointment), link):
        reader.open(path)
        is_sound(reader.page)
    unexpected = [text for text in reader.complaints if "403" not in text]
    assert unexpected == []


def test_an_invitation_is_taken_up_without_javascript(readers: Readers, link):
    reader = readers.come(width=PHONE, java_script_enabled=False)
    page = reader.open(link)
    page.fill("[name=last_name]", "Paz")
    page.fill("[name=password]", "un-buen-secreto-9")
    page.fill("[name=again]", "un-buen-secreto-9")
    page.locator("#main form button").click()
    expect(page.locator(".people-list").first).to_contain_text("Nora Paz")
    assert User.objects.get(email="nora@example.org").appointments.exists()


def test_a_hand_over_is_said_in_words_and_scheduled(readers: Readers, link):
    reader = readers.come(width=DESKTOP)
    sign_in(reader, COORDINATOR.email)
    page = reader.open("/admin/presidency/hand-over/")
    day = timezone.localdate() + dt.timedelta(days=20)
    page.fill("[name=day]", day.isoformat())
    page.locator("form.people-form button").click()
    lead = page.locator(".people-lead")
    expect(lead).to_contain_text("passes from Costa Rica to Dominican Republic")
    page.locator("form.people-form button[name=confirm]").click()
    expect(page.locator(".people-list").first).to_contain_text("scheduled")
