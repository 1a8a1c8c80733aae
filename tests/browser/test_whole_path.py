"""The whole path in a browser: a paper comes in, is decided on, is found and read.

Worker and indexer run between the steps, as their own processes would.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from cms.audit.models import Event
from cms.jobs.worker import drain as work
from cms.works.actions import add_expression
from cms.works.models import Expression, Work
from rcm_pages.importing.builder import build_page
from rcm_pages.importing.pairs import Sister
from rcm_pages.meetings.models import MeetingPage
from search.indexer import drain as index
from tests.needs import chromium
from tests.papers import action_plan_path, write_docx, write_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

    from cms.accounts.models import User
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.shared,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# Counted by hand in the adopted paper.
ACTIONS = [2, 5, 4, 2, 3, 3]
HEADINGS = ["I.", "II.", "III.", "IV.", "V.", "VI."]

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]


@pytest.fixture
def visit() -> Iterator[Callable[[PersonClient | None], Page]]:
    """Open a page of a browser of one's own, signed in as that client's person."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=CHROMIUM_ARGUMENTS
        )

        def open_page(client: PersonClient | None) -> Page:
            context = browser.new_context()
            if client:
                cookie = client.cookies["sessionid"].value
                context.add_cookies(
                    [
                        {
                            "name": "sessionid",
                            "value": cookie,
                            "domain": "localhost",
                            "path": "/",
                        }
                    ]
                )
            return context.new_page()

        yield open_page
        browser.close()


@pytest.fixture(
    params=[
        "txt",
        "docx",
        pytest.param("pdf", marks=pytest.mark.libreoffice),
    ]
)
def paper(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The Action Plan of the XX meeting as plain text, as Word file, as PDF."""
    if request.param == "docx":
        return write_docx(tmp_path / "action-plan.docx")
    if request.param == "pdf":
        return write_pdf(tmp_path / "action-plan.pdf")
    return action_plan_path()


def run_processes() -> None:
    """Do what worker and indexer would do meanwhile."""
    work()
    while index():
        pass


def meeting_page() -> MeetingPage:
    """Return the English page of the XX Vice-Ministerial Meeting."""
    return MeetingPage.objects.get(
        meeting__body__code="vm", meeting__ordinal=20, locale__language_code="en"
    )


def import_paper(page: Page, base: str, paper: Path) -> None:
    """Upload, wait for the review, correct, confirm one by one, make the page."""
    page.goto(f"{base}/admin/pages/{meeting_page().pk}/edit/")
    page.get_by_role("link", name="Import a paper").first.click()
    page.set_input_files("input[type=file]", paper)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("renews itself")).to_be_visible()
    run_processes()
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    expect(page.get_by_text("Every printed character")).to_be_visible()
    page.locator("#id_title").fill("Action Plan for Capacity-Building of RCM")
    for suggestion in page.locator(".review__suggestion select").all():
        suggestion.select_option("right")
    page.get_by_role("button", name="Make the page").click()
    expect(page).to_have_url(re.compile("/admin/pages/"))


def submit(page: Page, label: str) -> None:
    """Open the menu of the editor's screen and choose an action of the approval."""
    page.wait_for_load_state("networkidle")  # Wagtail's menus need their script
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.click(f"text={label}")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def add_spanish(work: Work, by: User) -> None:
    """Give the paper its Spanish text: an Action Plan needs both languages."""
    english = work.expressions.get()
    segments = [{"kind": "paragraph", "text": "Acuerdan lo siguiente."}]
    page = build_page(
        result={
            "language": "es",
            "title": "Plan de Acción para el fortalecimiento de la CRM",
            "title_block": "",
            "segments": segments,
        },
        type_code=work.type_code,
        meeting=work.meeting,
        sister=Sister.of(english, segments),
        owner=by,
    )
    add_expression(work=work, page=page, status=Expression.Status.OFFICIAL, by=by)


def decide(page: Page, base: str, button: str, reason: str = "") -> None:
    """Open what waits first in the queue and decide."""
    page.goto(f"{base}/admin/approvals/")
    page.locator("td.title a").first.click()
    if reason:
        page.get_by_label("Why does it go back?").fill(reason)
    page.get_by_role("button", name=button).click()
    page.wait_for_url(f"{base}/admin/approvals/")


def check_structure(expression: Expression) -> None:
    """The Action Plan exactly: preamble, sections, charges, lettered actions."""
    canonical = expression.canonical.encode()
    assert hashlib.sha256(canonical).hexdigest() == expression.sha256
    rows = list(expression.paragraphs.all())
    assert [r.kind for r in rows[:6]] == ["opening", *["preamble"] * 4, "paragraph"]
    sections: list[list[str]] = []
    for row in rows[6:]:
        if row.kind == "heading":
            sections.append([])
        elif row.kind == "item":
            sections[-1].append(row.label)
    assert [r.label for r in rows if r.kind == "heading"] == HEADINGS
    assert sections == [[f"{c})" for c in "abcde"[:n]] for n in ACTIONS]
    chapeaux = [set(r.charged) for r in rows if r.kind == "chapeau"]
    assert len(chapeaux) == 6
    assert chapeaux[1] == {"TS", "PPT", "TROIKA"}
    assert chapeaux[4] == chapeaux[5] == {"TS"}


def test_a_paper_comes_in_is_decided_on_and_found(
    paper: Path,
    live_server: LiveServer,
    visit: Callable[..., Page],
    editor: PersonClient,
    coordinator: PersonClient,
    approver: PersonClient,
) -> None:
    """From the upload to the reader's telephone, with one sending back."""
    base = live_server.url
    at_editor = visit(editor)
    import_paper(at_editor, base, paper)
    work_record = Work.objects.get(meeting__ordinal=20)
    edit_url = f"{base}/admin/pages/{work_record.expressions.get().page_id}/edit/"
    add_spanish(work_record, editor.user)
    submit(at_editor, "Submit to")
    decide(visit(coordinator), base, "Clear for decision")
    reason = "Please look at section II once more."
    decide(visit(approver), base, "Send back with this reason", reason)
    at_editor.goto(edit_url)
    submit(at_editor, "Resubmit")
    at_approver = visit(approver)
    at_approver.goto(f"{base}/admin/approvals/")
    expect(at_approver.get_by_text("your turn")).to_be_visible()
    expect(at_approver.get_by_text("Costa Rica")).to_be_visible()
    decide(at_approver, base, "Record the adoption and publish")
    run_processes()

    work_record.refresh_from_db()
    expression = work_record.expressions.get(language="en")
    assert (work_record.state, work_record.symbol) == ("adopted", "RCM/VM/XX/2015/AP")
    check_structure(expression)
    told = [(e.verb, e.capacity) for e in Event.objects.about(work_record)]
    assert ("approval.cleared", "secretariat:TS") in told
    assert ("approval.sent_back", "presidency:CR") in told
    assert told[-1] == ("works.adopted", "presidency:CR")

    read_on_a_telephone(visit(None), base, expression, paper)


def read_on_a_telephone(
    page: Page, base: str, expression: Expression, paper: Path
) -> None:
    """Find the text from its meeting and by search, read it, download the file."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base}{meeting_page().url}")
    page.get_by_role("link", name=expression.title).first.click()
    expect(page.get_by_text("RCM/VM/XX/2015/AP").first).to_be_visible()
    expect(page.get_by_text(expression.sha256).first).to_be_attached()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    with page.expect_download() as download:
        page.evaluate(
            "url => { const a = document.createElement('a'); a.href = url;"
            " a.download = ''; document.body.append(a); a.click(); }",
            expression.documents.get().current.url,
        )
    assert download.value.path().read_bytes() == paper.read_bytes()
    for words in ("Pro-Tempore", "pro témpore", "financial report", "RNCOM"):
        page.goto(f"{base}/en/search/?q={words}")
        expect(page.get_by_role("link", name=expression.title).first).to_be_visible()
    only_in_file = {".docx": "Virtual", ".pdf": "Virtual"}.get(paper.suffix)
    if only_in_file:
        assert only_in_file not in expression.canonical
        page.goto(f"{base}/en/search/?q={only_in_file}")
        expect(page.get_by_role("link", name=expression.title).first).to_be_visible()
