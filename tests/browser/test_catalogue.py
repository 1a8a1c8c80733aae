"""Browsing, collections, parties and the Presidency, as readers meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.catalogue.saving import keep_listing
from cms.works.collecting import add_to_collection, keep_collection
from cms.works.models import Work
from rcm_pages.demo.archive import make_demo
from rcm_pages.demo.people import EDITOR
from tests.browser.test_pages import violations
from tests.kept import Kept

if TYPE_CHECKING:
    from tests.browser.conftest import Readers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
LANGUAGES = ("en", "es")
PHONE = 360


def _make_archive() -> None:
    make_demo()
    by = User.objects.get(email=EDITOR.email)
    names = {"name_en": "On the route", "name_es": "En la ruta", "slug": "route"}
    said = {"description_en": "What was agreed.", "description_es": "Lo acordado."}
    collection = keep_collection(fields=names | said, by=by)
    for work in Work.objects.public()[:3]:
        add_to_collection(collection=collection, work=work, by=by)
    names = {"name_en": "Plans", "name_es": "Planes", "slug": "plans"}
    keep_listing(data={"type": "action_plan"}, fields=names, by=by)


ARCHIVE = Kept(_make_archive)


@pytest.fixture
def archive() -> None:
    """The demonstration, with a collection made by hand and one that is a filter."""
    ARCHIVE.bring(lambda: None)


def paths(language: str) -> list[str]:
    """Return an address of every kind of page of the catalogue."""
    with translation.override(language):
        browse = reverse("browse")
        return [
            browse,
            f"{browse}?view=table&type=action_plan&language=es&year_from=2016",
            f"{browse}?type=zzz&page=1000000000&year_from=0&language=en",
            f"{browse}?year_to=1950",
            reverse("collections"),
            reverse("collection", args=["route"]),
            reverse("parties"),
            reverse("party", args=["MX"]),
            reverse("presidency"),
        ]


def every_path() -> list[str]:
    """Return them in both languages."""
    return [path for language in LANGUAGES for path in paths(language)]


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (1440, "light")])
def test_axe_finds_nothing(
    readers: Readers, archive: None, scheme: Any, width: int
) -> None:
    """No rule is broken, contrast included; the years stand open, too."""
    reader = readers.come(color_scheme=scheme, width=width)
    found = []
    for path in every_path():
        page = reader.open(path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(one => one.open = true)"
        )
        found += violations(page)
    assert found == []
    assert reader.complaints == []


@pytest.mark.parametrize("width", [PHONE, 768, 1024])
def test_nothing_scrolls_sideways(readers: Readers, archive: None, width: int) -> None:
    """Every page fits, the table among them."""
    reader = readers.come(width=width)
    wide = [
        path
        for path in every_path()
        if reader.open(path).evaluate("document.documentElement.scrollWidth") > width
    ]
    assert wide == []


def test_papers_are_narrowed_without_scripts_on_a_phone(
    readers: Readers, archive: None
) -> None:
    """From the menu to a short list, a chip taken off, the other language, a table."""
    reader = readers.come(java_script_enabled=False, width=PHONE)
    page = reader.open("/en/")
    page.get_by_role("banner").locator("summary").click()
    page.get_by_role("banner").get_by_role("link", name="Papers").click()
    count = page.locator(".results__count")
    whole = count.inner_text()
    box = page.get_by_role("checkbox", name="Financial reports")
    expect(box).to_be_hidden()
    page.locator("summary", has_text="Narrow the list").click()
    box.check()
    page.get_by_label("From year").fill("2016")
    page.get_by_role("button", name="Apply").click()
    expect(count).not_to_have_text(whole)
    assert page.url.endswith("?type=financial_report&year_from=2016")
    page.get_by_role("link", name="Remove from 2016").click()
    assert page.url.endswith("?type=financial_report")
    page.get_by_role("banner").get_by_role("link", name="Español").click()
    assert page.url.endswith("?type=financial_report")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".chips__chip")).to_have_count(1)


def test_filters_stand_open_on_a_desk(readers: Readers, archive: None) -> None:
    """Beside the list there is room for them."""
    page = readers.come(width=1440).open("/en/browse/")
    expect(page.get_by_role("checkbox", name="Action Plans")).to_be_visible()


def test_from_a_presidency_to_its_party_and_papers(
    readers: Readers, archive: None
) -> None:
    """A researcher goes along the line."""
    page = readers.come().open("/en/presidency/")
    line = page.locator(".line")
    line.get_by_role("link", name="Guatemala", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Guatemala")
    page.locator(".facts").get_by_role("link", name="Presidencies held").click()
    expect(line.locator("[aria-current]")).to_contain_text("Presides today")
