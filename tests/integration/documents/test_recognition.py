"""Scanned pages: recognised a few at a time, gone on with, never half."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cms.documents import recognition, recognition_tasks, tesseract
from cms.documents.actions import keep_text
from cms.documents.extraction import ExtractedPage, Extraction
from cms.documents.models import Document, RecognisedPage, Recognition
from cms.documents.recognition_tasks import watch_over_scans
from cms.jobs.worker import Worker, drain
from search.models import OutboxEntry
from tests.papers import write_pictures_pdf, write_plain_pdf

from .scans import file_of, state_of, words_on

pytestmark = pytest.mark.django_db
LAYER = {"size": [100, 100], "lines": [[1, 1, 9, 9, [[1, 9, "Word"]]]]}


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


@pytest.fixture
def scan(site, tmp_path) -> Document:
    """A public scan of six pages, not read yet."""
    return file_of(write_pictures_pdf(tmp_path / "scan.pdf", 6).read_bytes())


class Fake:
    """A Tesseract that reads "Word" on every page, or fails where it is told to."""

    def __init__(self, monkeypatch) -> None:
        self.asked: list[list[int]] = []
        self.languages: set[str] = set()
        self.fails: set[int] = set()
        self.dies_at: int | None = None
        monkeypatch.setattr(
            tesseract, "engine",
            lambda: tesseract.Engine("tesseract 0", frozenset({"eng", "spa"})),
        )  # fmt: skip
        monkeypatch.setattr(recognition.child, "ask", self.ask)

    def ask(self, _module, arguments, **_how):
        said = dict(a.removeprefix("--").split("=", 1) for a in arguments if "=" in a)
        pages = [int(number) for number in said["pages"].split(",")]
        self.asked.append(pages)
        self.languages.add(said["language"])
        records = []
        for page in pages:
            if page == self.dies_at:
                return records, "crashed"
            if page in self.fails:
                records.append({"page": page, "failed": "timeout"})
            else:
                records.append(
                    {"page": page, "text": "Word", "confidence": 87, "layer": LAYER}
                )
        return records, ""


@pytest.fixture
def fake(monkeypatch) -> Fake:
    return Fake(monkeypatch)


def test_pages_are_recognised_a_few_at_a_time(scan, fake):
    worker = Worker("test")
    while not fake.asked:
        assert worker.run_next()
    row = state_of(scan)
    assert (row.state, row.finished, row.total) == ("running", 4, 6)
    assert words_on(scan) == ["Word"] * 4 + [""] * 2
    OutboxEntry.objects.all().delete()
    drain()
    row = state_of(scan)
    assert (row.state, row.finished, row.confidence) == ("done", 6, 87)
    assert words_on(scan) == ["Word"] * 6
    assert fake.asked == [[1, 2, 3, 4], [5, 6]]
    assert OutboxEntry.objects.exists()


@pytest.mark.parametrize(("language", "name"), [("en", "eng"), ("es", "spa")])
def test_in_the_one_language_of_the_file(site, fake, tmp_path, language, name):
    raw = write_pictures_pdf(tmp_path / "scan.pdf").read_bytes()
    file_of(raw, language)
    drain()
    assert fake.languages == {name}


def test_pages_with_a_text_are_never_recognised(site, fake, tmp_path):
    raw = write_plain_pdf(tmp_path / "a.pdf", [["One"], [""], ["Three"]]).read_bytes()
    document = file_of(raw)
    drain()
    assert fake.asked == [[2]]
    assert words_on(document) == ["One", "Word", "Three"]
    raw = write_plain_pdf(tmp_path / "b.pdf", [["One"]]).read_bytes()
    document = file_of(raw)
    drain()
    assert fake.asked == [[2]]
    assert not Recognition.objects.filter(version=document.current).exists()


def test_a_worker_that_died_loses_no_page_that_was_kept(scan, fake, monkeypatch):
    keep = recognition._keep

    def die(version, numbers, found):
        if 5 in numbers:
            raise KeyboardInterrupt
        keep(version, numbers, found)

    monkeypatch.setattr(recognition, "_keep", die)
    with pytest.raises(KeyboardInterrupt):
        drain()
    assert words_on(scan) == ["Word"] * 4 + [""] * 2
    monkeypatch.setattr(recognition, "_keep", keep)
    drain()
    assert state_of(scan).state == "done"
    assert fake.asked == [[1, 2, 3, 4], [5, 6], [5, 6]]


def test_a_page_that_fails_is_named_and_the_others_are_read(scan, fake, editor):
    fake.fails = {2}
    fake.dies_at = 3
    drain()
    row = state_of(scan)
    assert (row.state, row.finished) == ("partly", 6)
    assert fake.asked == [[1, 2, 3, 4], [4, 5, 6]]
    assert words_on(scan) == ["Word", "", "", "Word", "Word", "Word"]
    page = editor.get(reverse("document_page", args=[scan.pk])).content.decode()
    assert "Not recognised: pages 2–3." in page
    fake.fails, fake.dies_at = set(), None
    editor.post(reverse("reading"), {"version": scan.current.pk, "what": "scans"})
    drain()
    assert fake.asked[2:] == [[2, 3]]
    assert state_of(scan).state == "done"
    assert words_on(scan) == ["Word"] * 6


def test_what_was_recognised_outlives_another_reading(scan, fake):
    drain()
    pages = [ExtractedPage(number, "", None, 100, 100) for number in range(1, 7)]
    keep_text(version=scan.current, extraction=Extraction(pages, "done"))
    assert words_on(scan) == ["Word"] * 6
    drain()
    assert len(fake.asked) == 2


def test_without_tesseract_it_says_so_and_waits_for_it(
    scan, editor, client, monkeypatch, request
):
    monkeypatch.setattr(tesseract, "engine", lambda: None)
    drain()
    assert (state_of(scan).state, state_of(scan).error) == ("absent", "no_tesseract")
    address = reverse("document_page", args=[scan.pk])
    seen = editor.get(address).content.decode()
    assert "No text recognition (Tesseract) is installed on the server." in seen
    assert "Scanned pages: no text recognition is installed here." in (
        client.get(address).content.decode()
    )
    sheet = client.get(reverse("document_sheet", args=[scan.pk, 1])).content.decode()
    assert "Scanned page: no text recognition is installed here." in sheet
    watch_over_scans.call()
    assert state_of(scan).state == "absent"
    fake = Fake(monkeypatch)
    monkeypatch.setattr(recognition_tasks, "SILENT", -recognition_tasks.SILENT)
    watch_over_scans.call()
    monkeypatch.undo()
    fake = request.getfixturevalue("fake")
    drain()
    assert fake.asked
    assert state_of(scan).state == "done"


def test_a_language_that_is_not_installed_is_named(scan, monkeypatch, editor):
    monkeypatch.setattr(
        tesseract, "engine", lambda: tesseract.Engine("t", frozenset({"spa"}))
    )
    drain()
    assert (state_of(scan).state, state_of(scan).error) == ("absent", "no_language")


def test_what_was_there_before_is_begun_by_itself(scan, fake):
    drain()
    RecognisedPage.objects.all().delete()
    Recognition.objects.all().delete()
    scan.current.pages.update(text="")
    watch_over_scans.call()
    # What is in the queue is not lost, however long it takes.
    Recognition.objects.update(changed_at="2020-01-01T00:00Z")
    watch_over_scans.call()
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    drain()
    assert words_on(scan) == ["Word"] * 6
    watch_over_scans.call()
    assert drain() == 0


def test_a_version_purged_before_is_no_failure(site, fake):
    told = recognition_tasks.recognise_scans.call(version_id=999_999)
    assert told == "purged meanwhile"


@pytest.mark.parametrize(
    "said",
    [
        {"text": "x", "confidence": 10, "layer": {"size": [0, 0], "lines": []}},
        {"failed": "made up"},
        {"failed": 7},
        {},
        {"text": "x", "layer": {"size": [1, 1], "lines": [[1, 2, 3, 4, [["x"]]]]}},
    ],
)
def test_nothing_the_child_says_is_trusted(scan, fake, monkeypatch, said):
    monkeypatch.setattr(
        recognition.child, "ask", lambda *_a, **_k: ([{"page": 1} | said], "")
    )
    row = recognition._row(scan.current, 1, said, "t")
    assert row.error == "crashed"
    assert (row.text, row.layer, row.confidence) == ("", {}, None)


def test_confidence_is_shown_and_doubtful_pages_are_named(scan, fake, client, editor):
    drain()
    RecognisedPage.objects.filter(number=3).update(confidence=51)
    address = reverse("document_page", args=[scan.pk])
    assert "recognised by machine, confidence 87 %" in (
        client.get(address).content.decode()
    )
    seen = editor.get(address).content.decode()
    assert "To be read with care: pages 3, confidence below 70 %." in seen
    assert "pictures without text" not in seen
