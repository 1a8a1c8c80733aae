"""A long text, and a text beside its other language, as readers meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import violations
from tests.factories.texts import Row, recorded_text, rows, translated

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from cms.works.models import Work
    from tests.browser.conftest import Readers
    from tests.conftest import SiteSetUp

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PHONE = 360
WORDS = "The Technical Secretariat keeps the register of consulates. " * 4
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def text(site: SiteSetUp) -> Work:
    """Sixty paragraphs in three parts; the Spanish lacks one and has one more."""
    english: list[Row] = []
    for part in ("I.", "II.", "III."):
        english += rows(f"Part {part}", kind="heading", label=part)
        english += rows(*[WORDS] * 19, "x" * 500, label="a)")
    recorded_text({"en": rows("First.", "Second.")}, type_code="declaration")
    english[5] = (*english[5][:3], "As in paragraph 2 of the XX Declaration.")
    spanish = translated(english, f"{{}} {WORDS}")
    del spanish[10]
    spanish += rows("Solo en español.")
    work: Work = recorded_text(
        {"en": english, "es": spanish}, title="Guidelines on consular protection"
    )
    return work


def path_of(work: Work, language: str) -> str:
    return str(work.expressions.get(language=language).url)


def paths(work: Work) -> list[str]:
    english, spanish = path_of(work, "en"), path_of(work, "es")
    return [english, spanish, f"{english}?beside=es", f"{spanish}?beside=en"]


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (1440, "light")])
def test_axe_finds_nothing(
    readers: Readers, text: Work, scheme: Any, width: int
) -> None:
    """In both languages, alone and side by side; and nothing scrolls sideways."""
    reader = readers.come(color_scheme=scheme, width=width)
    for path in paths(text):
        page = reader.open(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.complaints == []


def current(page: Page) -> Any:
    return page.locator(".contents [aria-current=location]")


def test_contents_follow_and_nothing_moves(readers: Readers, text: Work) -> None:
    """Also after a jump past a whole part; and back again."""
    reader = readers.come(width=1440, reduced_motion="reduce")
    reader.page.add_init_script(SHIFTS)
    page = reader.open(path_of(text, "en"))
    expect(current(page)).to_contain_text("Part I.")
    page.evaluate("document.getElementById('p50').scrollIntoView()")
    expect(current(page)).to_contain_text("Part III.")
    page.evaluate("scrollTo(0, 0)")
    expect(current(page)).to_contain_text("Part I.")
    assert page.evaluate("window.shifted") < 0.01
    assert reader.complaints == []


def test_a_citation_is_copied(readers: Readers, text: Work) -> None:
    """With both numbers and the lasting address, in the reader's language."""
    permissions = ["clipboard-read", "clipboard-write"]
    reader = readers.come(permissions=permissions)
    page = reader.open(path_of(text, "es"))
    page.get_by_role("link", name="2", exact=False).and_(
        page.locator("[data-citation-mark][href='#p2']")
    ).click()
    expect(page.get_by_role("status")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert text.symbol is not None
    assert "2 (impreso a))" in copied or "2 (printed a))" in copied
    assert copied.endswith(f"/reference/{text.symbol}#p2")


def test_a_mention_leads_to_the_very_paragraph(readers: Readers, text: Work) -> None:
    """And back, by the list of papers that cite it; without scripts."""
    page = readers.come(java_script_enabled=False).open(path_of(text, "en"))
    page.locator(".sheet").get_by_role("link", name="paragraph 2 of the XX").click()
    expect(page.locator(".paragraph:has(#p2:target)")).to_contain_text("Second.")
    page.get_by_role("link", name="Guidelines on consular protection").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Guidelines")


def test_side_by_side_without_scripts(readers: Readers, text: Work) -> None:
    """Pair by pair below one another on a telephone, in two columns on a desk."""
    for width, is_beside in ((PHONE, False), (1440, True)):
        reader = readers.come(java_script_enabled=False, width=width)
        page = reader.open(path_of(text, "en"))
        page.get_by_role("link", name="Side by side with Spanish").click()
        cells = page.locator("#p1 .beside__cell")
        boxes = [cells.nth(at).bounding_box() for at in (0, 1)]
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert (boxes[0]["y"] == boxes[1]["y"]) is is_beside
        expect(cells.nth(1)).to_have_attribute("lang", "es")
        expect(page.get_by_text("Not in Spanish")).to_have_count(1)


def test_printed_as_pages(readers: Readers, text: Work) -> None:
    """On paper the text, its numbers and its hash; nothing to press."""
    page = readers.come().open(path_of(text, "en"))
    page.emulate_media(media="print")
    expect(page.locator(".printed-end")).to_contain_text("SHA-256")
    expect(page.locator("[href='#p2']").last).to_be_visible()
    for hidden in (".contents", ".text-head__tools", "footer", ".text-neighbours"):
        assert page.locator(hidden).locator("visible=true").count() == 0
