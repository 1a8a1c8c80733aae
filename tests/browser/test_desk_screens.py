"""The desk's screens of texts, symbols and figures: both languages, any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from cms.conference.models import Meeting
from cms.jobs.worker import drain
from cms.works import bulk, many, reservations
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.browser.test_stored_files import fits
from tests.factories import works
from tests.factories.documents import text_file
from tests.factories.finances import draft_report, recorded_report, statement_for

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
NAME = "2015-11-12_XX-RCM_action-plan_as-it-was-signed-by-all-delegations.txt"


@pytest.fixture
def addresses(coordinator: PersonClient) -> list[str]:
    """Texts, a symbol kept for one that is to come, figures in draft and recorded."""
    recorded = works.recorded_action_plan()
    draft = works.draft_action_plan()
    (kept,) = reservations.reserve(
        type_code="declaration",
        meeting=Meeting.objects.get(body__code="vm", ordinal=20),
        why="The declaration of the Vice-Ministers is being written",
        by=coordinator.user,
    )
    changed = many.ask_for(
        bulk.TEXTS,
        records=[draft],
        wanted=bulk.Wanted(audience="member_states"),
        by=coordinator.user,
    )
    report = draft_report(statement_for("II-2016"))
    drain()
    return [
        "texts/",
        f"texts/change/?work={draft.pk}",
        f"texts/changes/{changed.pk}/",
        "symbols/?state=all",
        "symbols/new/",
        f"symbols/{kept.pk}/release/",
        f"works/{recorded.pk}/symbol/",
        f"works/{draft.pk}/symbol/",
        f"works/{draft.pk}/readers/",
        f"financial-reports/{report.pk}/",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_they_fit_and_axe_finds_nothing(
    readers: Readers,
    coordinator: PersonClient,
    addresses: list[str],
    language: str,
    width: int,
    scheme: str,
) -> None:
    speak(coordinator.user, language)
    reader = readers.come(width=width, locale=language, color_scheme=scheme)
    sign_in(reader, coordinator)
    found = []
    for address in addresses:
        page = reader.open(f"/admin/{address}")
        assert page.locator("h1").count() == 1, address
        assert fits(page, "#main", width), address
        found += violations(page)
    assert found == []
    assert reader.complaints == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_the_figures_of_all_periods_as_readers_see_them(
    readers: Readers, site: object, language: str, width: int, scheme: str
) -> None:
    for period in ("I-2016", "II-2016"):
        recorded_report(statement_for(period))
    reader = readers.come(width=width, locale=language, color_scheme=scheme)
    page = reader.open(f"/{language}/financial-reports/")
    assert page.locator("table").count() > 1
    assert Axe().run(page).response["violations"] == []
    assert fits(page, "html", width)


def width_of_name(page: Page) -> float:
    box = page.locator("td.wrap-anywhere").first.bounding_box()
    assert box is not None
    return box["width"]


def test_a_name_in_the_list_of_files_can_be_read_on_a_telephone(
    readers: Readers, coordinator: PersonClient
) -> None:
    text_file(by=coordinator.user, name=NAME)
    reader = readers.come(width=360)
    sign_in(reader, coordinator)
    page = reader.open("/admin/documents/")
    assert width_of_name(page) > 100
