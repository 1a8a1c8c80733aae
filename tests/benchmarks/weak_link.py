"""A page on a weak link, as Chromium sees it."""

from __future__ import annotations

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.needs import chromium

# 400 kbit/s and 300 ms: a telephone in a border town, or a hotel full of delegations.
BYTES_PER_SECOND = 400_000 / 8
LATENCY_MS = 300
_TIMES = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const way = performance.getEntriesByType("navigation")[0];
  return [paint ? paint.startTime : way.domContentLoadedEventEnd, way.loadEventEnd];
}"""


def _times(page: Page, url: str) -> tuple[float, float]:
    page.goto(url, wait_until="load", timeout=120_000)
    page.wait_for_function(
        "performance.getEntriesByType('navigation')[0].loadEventEnd > 0"
    )
    seen, loaded = page.evaluate(_TIMES)
    return seen / 1000, loaded / 1000


def usable_after(url: str) -> tuple[float, float, float]:
    """Return the seconds until words are seen, all is loaded, and it is seen again."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=list(CHROMIUM_ARGUMENTS)
        )
        try:
            page = browser.new_page(viewport={"width": 360, "height": 740})
            link = page.context.new_cdp_session(page)
            link.send("Network.enable")
            link.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": LATENCY_MS,
                    "downloadThroughput": BYTES_PER_SECOND,
                    "uploadThroughput": BYTES_PER_SECOND,
                },
            )
            seen, loaded = _times(page, url)
            again, _loaded = _times(page, url)
        finally:
            browser.close()
    return seen, loaded, again
