"""A person's notices and their mail, as people meet them on a phone and at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.distribution.actions import mark_read
from cms.distribution.models import Notice
from cms.jobs.worker import drain
from rcm_pages.demo.archive import make_demo
from rcm_pages.demo.people import APPROVER
from tests.browser.test_pages import LANGUAGES, PHONE, violations
from tests.factories.notices import told

if TYPE_CHECKING:
    from tests.browser.conftest import Reader, Readers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LINE = {
    "en": "Your turn: Action Plan of the XXX Regional Conference on Migration",
    "es": "Es su turno: Plan de Acción de la XXX Conferencia Regional sobre Migración",
}
TEXT = {
    "en": "The Technical Secretariat has cleared it.\n\nIt waits for your decision.",
    "es": "La Secretaría Técnica dio el visto bueno al texto.\n\nEspera su decisión.",
}
LONG = "Ininterrumpidamente" * 12


@pytest.fixture
def approver() -> User:
    """Somebody of the demonstration with an old notice, new ones, and a long one."""
    make_demo()
    person = User.objects.get(email=APPROVER.email)
    # What the demonstration has told so far is no part of this.
    Notice.objects.filter(recipient=person).update(read_at=timezone.now())
    mark_read(notice=told(person), by=person)
    told(person, context={"line": LONG, "text": LONG})
    told(person, context={"line": LINE, "text": TEXT}, url="/en/meetings/")
    return person


def sign_in(reader: Reader, person: User) -> None:
    """Give the browser the session of a person who has signed in."""
    client = Client()
    client.force_login(person)
    value = client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": value, "url": reader.base}
    reader.page.context.add_cookies([cookie])  # type: ignore[list-item]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1440])
def test_axe_finds_nothing(
    readers: Readers, approver: User, scheme: Any, width: int
) -> None:
    """In both languages, and nothing scrolls sideways."""
    reader = readers.come(color_scheme=scheme, width=width)
    sign_in(reader, approver)
    for language in LANGUAGES:
        for path in ("desk/notices/", "desk/notices/preferences/"):
            page = reader.open(f"/{language}/{path}")
            assert violations(page) == []
            wide = "document.documentElement.scrollWidth - innerWidth"
            assert page.evaluate(wide) <= 0
    assert reader.complaints == []


def test_a_notice_is_opened_without_javascript(
    readers: Readers, approver: User
) -> None:
    """From the header to the notice, to what it is about, and back: it is read."""
    reader = readers.come(width=PHONE, java_script_enabled=False)
    sign_in(reader, approver)
    page = reader.open("/es/desk/notices/")
    expect(page.locator(".header__count")).to_have_text("2")
    item = page.locator(".inbox__item", has_text=LINE["es"])
    item.get_by_role("button").first.click()
    page.wait_for_url("**/en/meetings/")
    reader.open("/es/desk/notices/")
    expect(page.locator(".inbox__item--unread")).to_have_count(1)


@pytest.mark.parametrize("width", [PHONE, 1440])
def test_the_mail_is_a_page_that_reads_well(
    readers: Readers, approver: User, width: int
) -> None:
    """A mail program shows it at any width, and axe finds nothing in it."""
    drain()
    reader = readers.come(width=width)
    for message in mail.outbox:
        page = reader.page
        page.set_content(message.alternatives[0][0])
        wide = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(wide) <= 0
        if width != PHONE:
            assert violations(page) == []
