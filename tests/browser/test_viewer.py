"""The pages of a file as readers meet them, and the state of its reading."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from cms.documents.actions import create_document
from cms.documents.models import Document, DocumentVersion, RecognisedPage
from cms.jobs.worker import drain
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.browser.test_stored_files import fits
from tests.factories import works
from tests.papers import write_plain_pdf, write_scanned_pdf, write_truncated_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
LINES = [
    "I. Consular protection", "",
    "1. Member countries keep a register of consulates and of the",
    "   services that each of them offers to migrants in transit.",
    "2. The register is read again every year, before the meeting.",
]  # fmt: skip


def look_at(page: Page, name: str) -> None:
    """Keep a picture of the screen where somebody asked for it."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def pdf_of(raw: bytes, name: str) -> Document:
    document = create_document(
        title=name, by=None, name=name, content=io.BytesIO(raw),
        expression=works.recorded_action_plan().expressions.get(language="en"),
    )  # fmt: skip
    drain()
    return document


@pytest.fixture
def paper(coordinator: PersonClient, tmp_path: Path) -> Document:
    """A public PDF of fourteen pages."""
    pages = [[f"Page {number}", *LINES] for number in range(1, 15)]
    raw = write_plain_pdf(tmp_path / "a.pdf", pages).read_bytes()
    return pdf_of(raw, "2015-11-12_XX-RCM_annex-on-consular-protection_en.pdf")


@pytest.fixture
def scan(coordinator: PersonClient, tmp_path: Path) -> DocumentVersion:
    """A public scan of two pages, recognised by machine."""
    lines = ["I. Consular protection", "Member countries keep a register of consulates"]
    raw = write_scanned_pdf(tmp_path / "c.pdf", [lines, lines]).read_bytes()
    version = pdf_of(raw, "1996-03-15_I-RCM_joint-communique_en.pdf").current
    RecognisedPage.objects.filter(version=version, number=2).update(confidence=51)
    return version


@pytest.fixture
def broken(coordinator: PersonClient, tmp_path: Path) -> DocumentVersion:
    """A public file that could not be read."""
    raw = write_truncated_pdf(tmp_path / "b.pdf").read_bytes()
    return pdf_of(raw, "2015-11-12_XX-RCM_summary_en.pdf").current


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_fits_and_axe_finds_nothing(
    readers: Readers, paper: Document, language: str, width: int, scheme: Any
) -> None:
    reader = readers.come(width=width, color_scheme=scheme, locale=language)
    page = reader.open(f"/{language}/files/{paper.pk}/page/3/?q=consulates")
    assert page.locator(".sheet__hit").count() == 1
    drawn = page.locator(".sheet__picture")
    assert drawn.evaluate("(image) => image.decode().then(() => image.naturalWidth)")
    look_at(page, f"viewer_{language}_{width}_{scheme}")
    assert Axe().run(page).response["violations"] == []
    assert fits(page, "html", width)
    assert reader.complaints == []


def test_pages_are_turned_and_found_without_scripts(
    readers: Readers, paper: Document
) -> None:
    page = readers.come(java_script_enabled=False, width=360).open(
        f"/en/files/{paper.pk}/"
    )
    page.get_by_role("link", name="Read page by page").click()
    page.get_by_role("link", name="Next page").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 2 of 14")
    page.get_by_label("Go to page").fill("9")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 9 of 14")
    page.get_by_role("link", name="Later pages").click()
    page.locator(".strip").get_by_role("link", name="Page 14").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 14 of 14")
    expect(page.get_by_role("link", name="Next page")).to_have_count(0)
    page.get_by_text("Text of this page").click()
    expect(page.locator(".file-page__text")).to_contain_text("read again every year")


def test_words_on_the_picture_are_selected_and_nothing_shifts(
    readers: Readers, paper: Document
) -> None:
    page = readers.come(width=1440).open(f"/en/files/{paper.pk}/page/2/")
    line = page.locator(".sheet__line", has_text="register of consulates")
    box = line.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 1, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 4, middle)
    page.mouse.up()
    chosen = page.evaluate("getSelection().toString()")
    assert "keep a register of consulates" in chosen
    drawn = page.locator(".sheet__picture")
    drawn.evaluate("(image) => image.decode()")
    shape = drawn.evaluate(
        "(i) => [i.width / i.height, i.naturalWidth / i.naturalHeight]"
    )
    assert abs(shape[0] - shape[1]) < 0.01


def test_a_find_leads_to_its_page(readers: Readers, paper: Document) -> None:
    call_command("rebuild_index", verbosity=0)
    page = readers.come().open("/en/search/?q=consulates")
    page.locator(".hit__passage[href*='/page/']").first.click()
    expect(page.locator(".sheet__hit")).to_have_count(1)


@pytest.mark.tesseract
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_scan_shows_what_was_recognised(
    readers: Readers,
    coordinator: PersonClient,
    scan: DocumentVersion,
    language: str,
    width: int,
) -> None:
    reader = readers.come(width=width, locale=language, color_scheme="dark")
    path = f"/{language}/files/{scan.document_id}/"
    page = reader.open(f"{path}page/1/?q=consulates")
    hit, line = page.locator(".sheet__hit"), page.locator(".sheet__line").nth(1)
    above, below = hit.bounding_box(), line.bounding_box()
    assert above
    assert below
    assert below["y"] - 2 <= above["y"] <= below["y"] + below["height"]
    look_at(page, f"scan_{language}_{width}")
    assert Axe().run(page).response["violations"] == []
    assert fits(page, "html", width)
    sign_in(reader, coordinator)
    page = reader.open(path)
    assert page.locator(".reading__row").count() >= 2
    look_at(page, f"scan_state_{language}_{width}")
    assert Axe().run(page).response["violations"] == []
    assert fits(page, "html", width)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", ["en", "es"])
def test_editors_see_how_far_the_reading_is_and_try_again(
    readers: Readers,
    coordinator: PersonClient,
    broken: DocumentVersion,
    language: str,
    width: int,
) -> None:
    speak(coordinator.user, language)
    reader = readers.come(width=width, locale=language)
    sign_in(reader, coordinator)
    page = reader.open("/admin/reading/")
    assert page.locator(".stored__card").count() >= 1
    look_at(page, f"reading_{language}_{width}")
    assert violations(page) == []
    assert fits(page, "#main", width)
    page = reader.open(f"/{language}/files/{broken.document_id}/")
    look_at(page, f"state_{language}_{width}")
    assert Axe().run(page).response["violations"] == []
    assert fits(page, "html", width)
    page.locator(".reading-state button").first.click()
    expect(page.locator(".reading-state button")).to_have_count(0)
    drain()
