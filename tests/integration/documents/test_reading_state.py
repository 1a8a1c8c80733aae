"""How far a file is read: in full for editors, in a plain word for readers."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.audit.models import Event
from cms.documents.actions import add_version, create_document, keep_text
from cms.documents.extraction import ExtractedPage, Extraction
from cms.documents.models import (
    ArchivalCopy,
    DocumentPage,
    DocumentVersion,
    RecognisedPage,
    Recognition,
)
from cms.jobs.worker import drain
from tests.factories import works
from tests.factories.documents import text_file
from tests.integration.documents.served import file_of
from tests.papers import write_truncated_pdf

pytestmark = pytest.mark.django_db
READING = reverse("reading")
STATE = "For editors"


@pytest.fixture
def broken(site, tmp_path) -> DocumentVersion:
    """A public file that could not be read."""
    document = create_document(
        title="Broken", by=None, name="broken.pdf",
        content=io.BytesIO(write_truncated_pdf(tmp_path / "a.pdf").read_bytes()),
        expression=works.recorded_action_plan().expressions.get(language="en"),
    )  # fmt: skip
    drain()
    return document.current


def page_of(browser, version: DocumentVersion) -> str:
    return browser.get(
        reverse("document_page", args=[version.document_id])
    ).content.decode()


def try_again(browser, version: DocumentVersion, **said):
    return browser.post(READING, {"version": version.pk, "what": "text"} | said)


def test_editors_read_why_and_readers_a_plain_word(broken, client, editor):
    seen, public = page_of(editor, broken), page_of(client, broken)
    assert STATE in seen
    assert "could not be read" in seen
    assert "damaged or incomplete" in seen
    assert "Try again" in seen
    assert "is not readable here yet" in public
    for word in (STATE, "damaged or incomplete", "Try again"):
        assert word not in public


def test_a_file_that_is_read_says_so_to_editors_alone(client, editor, public_file):
    drain()
    assert "Try again" not in page_of(editor, public_file.current)
    public = page_of(client, public_file.current)
    assert STATE not in public
    assert "readable" not in public


def test_another_attempt_is_made_and_written_down(broken, editor):
    response = try_again(editor, broken, next=f"/en/files/{broken.document_id}/")
    assert response["Location"] == f"/en/files/{broken.document_id}/"
    broken.refresh_from_db()
    assert (broken.text_state, broken.text_error) == ("waiting", "")
    event = Event.objects.get(verb="documents.tried_again")
    assert event.actor == editor.user
    assert event.data == {"version": 1, "what": "text", "was": "failed"}
    assert drain() >= 1
    broken.refresh_from_db()
    assert broken.text_state == "failed"


def test_two_clicks_are_one_attempt(broken, editor):
    for _click in range(2):
        assert try_again(editor, broken).status_code == 302
    assert Event.objects.filter(verb="documents.tried_again").count() == 1
    assert "Try again" not in page_of(editor, broken)


def test_what_was_lost_with_its_worker_is_tried_again(editor, site):
    version = file_of(works.recorded_action_plan()).current
    drain()
    DocumentVersion.objects.filter(pk=version.pk).update(text_state="running")
    assert "broken off" in page_of(editor, version)
    try_again(editor, version)
    drain()
    version.refresh_from_db()
    assert version.text_state == "done"


def test_which_pages_could_not_be_read(editor, client, public_file):
    version = public_file.current
    pages = [ExtractedPage(n, "", readable=n not in (2, 3, 5)) for n in range(1, 6)]
    keep_text(
        version=version,
        extraction=Extraction(pages, "partly", notes=["pages_unreadable"]),
    )
    assert "Not read: pages 2–3, 5." in page_of(editor, version)
    public = page_of(client, version)
    assert "Some pages of this file are not readable as text yet." in public
    assert "2–3" not in public


def test_the_list_names_what_is_not_done_and_nothing_else(broken, editor, public_file):
    drain()
    older = text_file(by=None, name="older.txt")
    add_version(document=older, content=io.BytesIO(b"Two"), name="newer.txt", by=None)
    page = editor.get(READING).content.decode()
    assert "broken.pdf" in page
    assert "newer.txt" in page
    assert "older.txt" not in page
    assert "paper.txt" not in page


def unfinished(number: int) -> None:
    """Make a file of which everything is begun and nothing is done."""
    name = f"paper-{number}.txt"
    version = text_file(by=None, name=name, content=b"Word %d" % number).current
    state = ("partly", "running", "waiting")[number % 3]
    DocumentVersion.objects.filter(pk=version.pk).update(text_state=state)
    DocumentPage.objects.create(version=version, number=1, is_unreadable=True)
    Recognition.objects.create(version=version, state="running", total=2)
    for page, said in enumerate(({"error": "crashed"}, {"confidence": 10}), 1):
        RecognisedPage.objects.create(version=version, number=page, **said)
    ArchivalCopy.objects.create(version=version, state="waiting")


def test_the_list_does_not_grow_in_queries(editor):
    def queries(cards: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            found = editor.get(READING).content.decode()
            assert found.count("stored__card") == cards
            assert found.count("Not recognised: pages 1.") == cards
        return len(captured)

    for number in range(3):
        unfinished(number)
    queries(3)
    few = queries(3)
    for number in range(3, 15):
        unfinished(number)
    assert queries(15) == few


@pytest.mark.parametrize("person", ["member_of_public", "delegate", "former_approver"])
def test_others_try_nothing(request, broken, person):
    browser = request.getfixturevalue(person)
    assert try_again(browser, broken).status_code in (302, 403, 404)
    assert not Event.objects.filter(verb="documents.tried_again").exists()
    broken.refresh_from_db()
    assert broken.text_state == "failed"


@pytest.mark.parametrize(
    "said",
    [{"version": ""}, {"version": "x"}, {"what": ""}, {"what": "all"},
     {"version": "9" * 40}],
)  # fmt: skip
def test_nonsense_is_answered_with_a_message(broken, editor, said):
    response = editor.post(READING, {"version": broken.pk, "what": "text"} | said)
    assert response.status_code == 302
    assert not Event.objects.filter(verb="documents.tried_again").exists()


def test_nobody_is_led_away(broken, editor):
    assert try_again(editor, broken, next="https://example.org/")["Location"] == READING
