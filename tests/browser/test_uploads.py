"""Three files sent at once, one of them interrupted, gone on with after a reload."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from cms.documents.models import Document, Upload
from cms.jobs.worker import drain
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.browser.test_stored_files import fits
from tests.factories.documents import text_file

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
LARGE = "\n".join(f"{n}) Papers that are kept." for n in range(60_000)).encode()
SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def papers(tmp_path: Path) -> list[str]:
    """Two small files and a large one."""
    contents = {"one.txt": b"One.\n", "large.txt": LARGE, "three.txt": b"Three.\n"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [str(tmp_path / name) for name in contents]


class WeakLink:
    """Lets one piece of each upload through, and no more until it is mended."""

    def __init__(self, page: Page) -> None:
        self.sent: dict[str, list[int]] = {}
        self.is_broken = True
        page.set_default_timeout(8_000)
        page.route("**/admin/uploads/*/", self.carry)

    def carry(self, route: Route) -> None:
        """Carry a request, or lose it."""
        request = route.request
        if request.method == "PATCH":
            at = int(request.headers["upload-offset"])
            if self.is_broken and at:
                route.abort()
                return
            self.sent.setdefault(request.url, []).append(at)
        route.continue_()


def test_an_interrupted_file_goes_on_after_a_reload(
    readers: Readers, editor: PersonClient, papers: list[str]
) -> None:
    reader = readers.come()
    sign_in(reader, editor)
    page = reader.open(reverse("uploads"))
    link = WeakLink(page)
    assert not page.get_by_role("button", name="Send").is_visible()
    page.set_input_files("#uploads-files", papers)
    page.wait_for_selector("text=No connection")
    page.wait_for_selector(".uploads__card--taken >> nth=1")
    assert page.locator('[data-uploads="rows"] li').count() == 1
    assert Document.objects.count() == 2
    half = Upload.objects.get(name="large.txt")
    assert 0 < half.offset < len(LARGE)

    page.reload()
    page.wait_for_selector("text=Choose the same file again")
    link.is_broken = False
    page.set_input_files("#uploads-files", papers[1])
    page.wait_for_selector('[data-uploads="said"]:has-text("large.txt: taken in")')
    (sent,) = (at for url, at in link.sent.items() if str(half.pk) in url)
    first_after = next(at for at in sent if at)
    assert first_after == half.offset
    version = Document.objects.get(title="large").current
    assert version is not None
    assert version.sha256 == hashlib.sha256(LARGE).hexdigest()
    assert (
        page.evaluate("Object.keys(localStorage).filter(k => /^upload:/.test(k))") == []
    )


def test_paused_and_resumed_and_removed_by_keyboard(
    readers: Readers, editor: PersonClient, papers: list[str]
) -> None:
    reader = readers.come()
    sign_in(reader, editor)
    page = reader.open(reverse("uploads"))
    link = WeakLink(page)
    page.set_input_files("#uploads-files", papers[1])
    page.wait_for_selector("text=No connection")
    page.get_by_role("button", name="Pause large.txt").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Paused at")
    link.is_broken = False
    assert focused(page) == "Resume large.txt"
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-uploads="said"]:has-text("large.txt: taken in")')
    assert Document.objects.get().title == "large"
    link.is_broken = True
    page.set_input_files(
        "#uploads-files",
        {"name": "b.txt", "mimeType": "text/plain", "buffer": LARGE + b"!"},
    )
    page.wait_for_selector("text=No connection")
    page.get_by_role("button", name="Remove b.txt").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-uploads="transfers"]', state="hidden")
    page.wait_for_timeout(500)
    assert not Upload.objects.filter(name="b.txt").exists()


def focused(page: Page) -> Any:
    """Return the name of what has the focus."""
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_what_is_here_already_is_asked_without_leaving_the_page(
    readers: Readers, editor: PersonClient, papers: list[str]
) -> None:
    text_file(by=None, content=b"Another.\n", name="one.txt")
    reader = readers.come()
    sign_in(reader, editor)
    page = reader.open(reverse("uploads"))
    page.set_input_files("#uploads-files", papers[0])
    page.get_by_role("button", name="New version of one.txt").click()
    page.wait_for_selector("[data-uploads-list] >> text=taken in")
    assert Document.objects.get().current.number == 2
    assert reader.complaints == []


def test_dropped_files_are_sent(readers: Readers, editor: PersonClient) -> None:
    reader = readers.come()
    sign_in(reader, editor)
    page = reader.open(reverse("uploads"))
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["Dropped."], "dropped.txt"));
          const place = document.querySelector('[data-uploads="place"]');
          const how = {dataTransfer: data, bubbles: true};
          place.dispatchEvent(new DragEvent("drop", how));
        }"""
    )
    page.wait_for_selector("[data-uploads-list] >> text=dropped.txt")
    assert Document.objects.get().title == "dropped"


def test_without_a_script_the_form_sends_them(
    readers: Readers, editor: PersonClient, papers: list[str]
) -> None:
    reader = readers.come(java_script_enabled=False)
    sign_in(reader, editor)
    page = reader.open(reverse("uploads"))
    page.set_input_files("#uploads-files", papers)
    page.get_by_role("button", name="Send").click()
    assert page.locator("[data-uploads-list] li").count() == 3
    assert Document.objects.count() == 3


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_room_fits_and_axe_finds_nothing(
    readers: Readers,
    editor: PersonClient,
    papers: list[str],
    language: str,
    width: int,
) -> None:
    text_file(by=None, content=b"One.\n", name="other-name-of-the-same.txt")
    text_file(by=None, content=b"Before.\n", name="three.txt")
    speak(editor.user, language)
    reader = readers.come(width=width, locale=language)
    sign_in(reader, editor)
    page = reader.open(reverse("uploads"))
    WeakLink(page)
    empty = {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""}
    page.set_input_files("#uploads-files", papers)
    page.wait_for_selector(".uploads__card--receiving")
    page.wait_for_selector(".uploads__card--asked >> nth=1")
    page.set_input_files("#uploads-files", [empty])
    page.wait_for_selector(".uploads__card--refused")
    drain()
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/up_{language}_{width}.png", full_page=True)
    assert violations(page) == []
    assert fits(page, "#main", width)
