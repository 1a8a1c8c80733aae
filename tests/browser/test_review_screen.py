"""An editor reviews a long paper in both languages: links, corrections, undo."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cms.conference.models import Meeting
from rcm_pages.importing import actions
from tests.browser.test_editors_screens import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from rcm_pages.importing.models import Import
    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
HEADS = {
    "en": "XX VICE-MINISTERIAL MEETING\nMexico City\nNovember 11-12, 2015\n\n"
    "ACTION PLAN ON RIVERS\n\nThe Vice-Ministers agree:\n\n",
    "es": "XX REUNIÓN VICEMINISTERIAL\nCiudad de México\n"
    "11 y 12 de noviembre de 2015\n\n"
    "PLAN DE ACCIÓN SOBRE RÍOS\n\nLos Viceministros acuerdan:\n\n",
}
ITEMS = {
    "en": "{n}. To request that the TS draw map {n} within {n} days.\n\n",
    "es": "{n}. Solicitar a la ST que dibuje el mapa {n} en un plazo de {n} días.\n\n",
}
COUNT = 120


def taken_in(language: str, by: object) -> Import:
    items = "".join(ITEMS[language].format(n=n) for n in range(1, COUNT + 1))
    record = actions.take_in(
        meeting=Meeting.objects.get(body__code="vm", ordinal=20),
        content=io.BytesIO((HEADS[language] + items).encode()),
        name=f"rivers_{language}.txt",
        queue=False,
        by=by,
    )
    return actions.run_recognition(record=record)


def shoot(page: Page, name: str) -> None:
    """Keep a picture where somebody asks for it: SCREENSHOTS=folder."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png")


def split_and_join(page: Page, width: int) -> None:
    """Split a paragraph where an empty line is put, then join it again."""
    row = page.locator("#row-5")
    words = row.locator("textarea").input_value()
    row.locator("textarea").fill(words.replace(" en un", "\n\nen un"))
    row.get_by_role("button").last.click()
    page.wait_for_load_state()
    expect(page.locator("#row-6 textarea")).to_have_value("en un plazo de 5 días.")
    shoot(page, f"review_split_{width}")
    page.locator("#row-6").get_by_role("button").first.click()
    page.wait_for_load_state()
    expect(page.locator("#row-5 textarea")).to_have_value(words)


@pytest.mark.parametrize("width", [360, 1440])
def test_a_long_paper_in_both_languages(
    readers: Readers, editor: PersonClient, width: int
) -> None:
    taken_in("en", editor.user)
    record = taken_in("es", editor.user)
    reader = readers.come(width=width)
    sign_in(reader, editor)
    page = reader.open(f"/admin/imports/{record.pk}/")
    shoot(page, f"review_{width}")
    # The page itself never scrolls sideways.
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # From a paragraph to its line, and back.
    row = page.locator("#row-5")
    row.get_by_role("link").first.click()
    line = page.locator("li:target")
    expect(line).to_be_in_viewport()
    line.get_by_role("link").click()
    expect(page.locator("#row-5")).to_be_in_viewport()
    shoot(page, f"review_row_{width}")
    # A suggestion looks like one until somebody says that it is right.
    expect(row.locator(".review__suggestion--confirmed")).to_have_count(0)
    row.locator(".review__suggestion select").first.select_option("right")
    row.locator("select[name$=kind]").select_option("paragraph")
    page.locator(".review__footer button").nth(1).click()
    page.wait_for_load_state()
    row = page.locator("#row-5")
    expect(row.locator(".review__suggestion--confirmed")).to_have_count(1)
    expect(row.locator("select[name$=kind]")).to_have_value("paragraph")
    shoot(page, f"review_saved_{width}")
    # Taken back, it is as it was.
    page.locator(".review__undo button").click()
    page.wait_for_load_state()
    row = page.locator("#row-5")
    expect(row.locator("select[name$=kind]")).to_have_value("item")
    expect(row.locator(".review__suggestion--confirmed")).to_have_count(0)
    split_and_join(page, width)
    assert reader.complaints == []
