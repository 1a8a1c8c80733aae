"""Every kind of public page, in both languages, as readers meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from cms.documents.models import DocumentVersion
from cms.jobs.worker import drain as read_files
from cms.works.states import WorkState
from rcm_pages.demo.archive import make_demo
from rcm_pages.demo.people import EDITOR, PASSWORD
from rcm_pages.home.models import HomePage
from rcm_pages.meetings.models import MeetingIndexPage
from rcm_pages.models import ActionPlanPage, FinancialReportPage
from tests.kept import Kept

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Reader, Readers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LANGUAGES = ("en", "es")
# A word of the demonstration's papers in each language, and one of no language.
WORDS = {"en": "consulate", "es": "consulado"}
NO_WORD = "zzqqxx"
PHONE = 360


def _make_archive() -> None:
    make_demo()
    read_files()


ARCHIVE = Kept(_make_archive)


@pytest.fixture
def archive() -> None:
    """The demonstration, found by search."""
    ARCHIVE.bring(lambda: None)
    call_command("rebuild_index", verbosity=0)


def page_of(model: type[Any], language: str) -> Any:
    """Return a live page of a type in a language."""
    return model.objects.live().filter(locale__language_code=language).first()


def text_path(language: str) -> str:
    """Return the address of an adopted text."""
    page = ActionPlanPage.objects.get(
        locale__language_code=language,
        live=True,
        expression__work__state=WorkState.ADOPTED,
    )
    return str(page.url)


def file_path(language: str) -> str:
    """Return the address of the page of an adopted text's PDF."""
    version = DocumentVersion.objects.filter(
        kind="pdf",
        document__language=language,
        document__expression__work__state=WorkState.ADOPTED,
        document__expression__work__type_code="action_plan",
    ).latest("pk")
    return f"/{language}/files/{version.document_id}/"


def report_path(language: str) -> str:
    """Return the address of a financial report that everybody may read."""
    page = FinancialReportPage.objects.get(
        locale__language_code=language, live=True, expression__work__audience="public"
    )
    return str(page.url)


def paths(language: str) -> dict[str, str]:
    """Return an address of every kind of page in a language."""
    index = page_of(MeetingIndexPage, language)
    text = text_path(language)
    return {
        "home": page_of(HomePage, language).url,
        "meetings": index.url,
        "meetings, none": f"{index.url}?year=1997&body=rcgm",
        "meetings, out of range": f"{index.url}?year=1950",
        "meeting": text.rsplit("/", 2)[0] + "/",
        "meeting, no papers": index.get_children().live().last().url,
        "text": text,
        "file": file_path(language),
        "financial report": report_path(language),
        "financial reports": f"/{language}/financial-reports/",
        "search, all": f"/{language}/search/",
        "search": f"/{language}/search/?q={WORDS[language]}&language={language}",
        "search, nothing": f"/{language}/search/?q={NO_WORD}",
        "sign in": f"/{language}/sign-in/",
        "not found": f"/{language}/{NO_WORD}/",
    }


def every_path() -> list[str]:
    """Return an address of every kind of page in both languages."""
    return [path for language in LANGUAGES for path in paths(language).values()]


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the place where it was found."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {each['id']}: {node['html']} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (1440, "light")])
def test_axe_finds_nothing(
    readers: Readers, archive: None, scheme: Any, width: int
) -> None:
    """No rule of axe is broken, contrast included, and the console stays silent."""
    reader = readers.come(color_scheme=scheme, width=width)
    found = [each for path in every_path() for each in violations(reader.open(path))]
    assert found == []
    assert reader.complaints == []


@pytest.mark.parametrize("width", [PHONE, 768])
def test_nothing_scrolls_sideways(readers: Readers, archive: None, width: int) -> None:
    """Every page fits on a small telephone and on a tablet."""
    reader = readers.come(width=width)
    wide = [
        path
        for path in every_path()
        if reader.open(path).evaluate("document.documentElement.scrollWidth") > width
    ]
    assert wide == []


def test_chosen_theme_is_remembered(readers: Readers, archive: None) -> None:
    """The button turns light to dark; another page stays dark; and back again."""
    reader = readers.come(color_scheme="light")
    page = reader.open("/en/")
    light = ground_of(page)
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert ground_of(page) != light
    reader.open("/en/search/")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert ground_of(page) != light
    button.click()
    assert ground_of(page) == light
    assert reader.complaints == []


def ground_of(page: Page) -> str:
    """Return the colour of the page's ground."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_keyboard_reaches_the_content_first(readers: Readers, archive: None) -> None:
    """The first stop of the keyboard is a visible link past the header."""
    page = readers.come().open("/en/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_text("Skip to the content")
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_language_leads_to_the_same_page(readers: Readers, archive: None) -> None:
    """From an English text to its Spanish text; from a search to the same search."""
    page = readers.come().open(text_path("en"))
    page.get_by_role("banner").get_by_role("link", name="Español").click()
    expect(page).to_have_url(page.url.split("/es/")[0] + text_path("es"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    reader = readers.come()
    page = reader.open("/en/search/?q=plan&sort=date")
    page.get_by_role("banner").get_by_role("link", name="Español").click()
    expect(page).to_have_url(f"{reader.base}/es/search/?q=plan&sort=date")


def find_paragraph(reader: Reader) -> None:
    """Search from the home page, narrow, and follow a passage to its paragraph."""
    page = reader.open("/en/")
    page.get_by_role("searchbox").fill(WORDS["en"])
    page.get_by_role("button", name="Search").click()
    hit = page.locator(".hit").first
    expect(hit.locator("mark").first).to_be_visible()
    page.get_by_role("checkbox", name="English").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("searchbox")).to_have_value(WORDS["en"])
    expect(page.get_by_role("checkbox", name="English")).to_be_checked()
    page.locator(".hit__passage[href*='#p-']").first.click()
    expect(page.locator(".paragraph:target")).to_contain_text(
        WORDS["en"], ignore_case=True
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_paragraph_is_found(readers: Readers, archive: None, scripts: bool) -> None:
    """The way from words to the very paragraph, with JavaScript and without."""
    reader = readers.come(java_script_enabled=scripts)
    find_paragraph(reader)
    assert reader.complaints == []


def test_all_works_without_scripts_on_a_phone(readers: Readers, archive: None) -> None:
    """Facets and contents open, meetings are filtered; no dead button is shown."""
    reader = readers.come(java_script_enabled=False, width=PHONE)
    page = reader.open("/en/meetings/")
    expect(page.locator("[data-controller=theme]")).to_be_hidden()
    page.get_by_label("Year", exact=True).fill("2016")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".year__name")).to_have_text(["2016"])
    page.get_by_role("link", name="XXI Vice-Ministerial Meeting").click()
    page.get_by_role("link", name="Action Plan on Consular Work").click()
    contents = page.locator(".contents")
    expect(contents.get_by_role("link").first).to_be_hidden()
    contents.locator("summary").click()
    contents.get_by_role("link").first.click()
    expect(page.locator(".paragraph--heading:target")).to_be_in_viewport()
    page = reader.open("/en/search/")
    page.locator("summary", has_text="Narrow the results").click()
    expect(page.get_by_role("checkbox", name="English")).to_be_visible()


def test_contents_stand_open_on_a_desk(readers: Readers, archive: None) -> None:
    """Beside a text there is room for its contents without opening anything."""
    page = readers.come(width=1440).open(text_path("en"))
    expect(page.locator(".contents").get_by_role("link").first).to_be_visible()


def test_names_are_for_those_who_signed_in(readers: Readers, archive: None) -> None:
    """The public reads capacities; whoever signed in reads the person's name too."""
    reader = readers.come()
    path = text_path("en")
    page = reader.open(path)
    expect(page.locator(".timeline")).to_contain_text("Presidency Pro-Tempore")
    expect(page.locator(".timeline")).not_to_contain_text(EDITOR.last_name)
    page = reader.open(f"/en/sign-in/?next={path}")
    page.get_by_label("E-mail address").fill(EDITOR.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.locator(".timeline")).to_contain_text(EDITOR.last_name)
    assert violations(page) == []
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert reader.complaints == []
