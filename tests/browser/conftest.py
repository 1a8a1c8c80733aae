"""A browser for the tests, and the demonstration to look at with it.

Skipping where Chromium is missing, and failing under CI, is done by ``tests.needs``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from tests.needs import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page
    from pytest_django.live_server_helper import LiveServer

# Playwright's loop runs in the thread that also asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
)
# Tells of every breach of the Content-Security-Policy, console or not.
REPORT_BREACHES = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Reader:
    """Somebody with a browser window; remembers what their console complained of."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note errors and warnings, except that a page is meant not to be there."""
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "404" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> Page:
        """Open an address of the portal."""
        self.page.goto(self.base + path)
        return self.page


class Readers:
    """Opens browser windows; every one of them is closed at the end."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser, self._base = browser, base

    def come(self, *, width: int = 1280, **options: Any) -> Reader:
        """Open a window of a width; further options are Playwright's for a context."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900}, **options
        )
        if options.get("java_script_enabled", True):
            context.add_init_script(REPORT_BREACHES)
        reader = Reader(context.new_page(), self._base)
        reader.listen()
        return reader


@pytest.fixture(autouse=True)
def no_archival_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """No journey looks at one, and each takes LibreOffice some ten seconds."""
    monkeypatch.setattr("cms.documents.archiving.PROGRAMS", ())


@pytest.fixture
def readers(live_server: LiveServer) -> Iterator[Readers]:
    """Readers of the portal that is being tested."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=list(CHROMIUM_ARGUMENTS)
        )
        yield Readers(browser, live_server.url)
        browser.close()
