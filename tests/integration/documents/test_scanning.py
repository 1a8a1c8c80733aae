"""What waits for the virus scan, or has a virus, is given to nobody."""

from __future__ import annotations

import datetime as dt
import html
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.audit.models import Event
from cms.conference.models import Party
from cms.distribution.models import Notice
from cms.documents.models import Document, DocumentVersion, VersionScan
from cms.documents.scanning import clamd, tasks
from cms.documents.scanning.actions import VIRUS as KIND
from cms.documents.scanning.tasks import look_after_scans, scan_version
from cms.jobs.worker import drain
from tests.clamd import VERSION, VIRUS, Clamd, running
from tests.factories import works
from tests.factories.documents import text_file
from tests.integration.documents.sending import send
from tests.integration.documents.served import ONE, content_of, file_of
from tests.papers import write_plain_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
State = VersionScan.State


@pytest.fixture
def scanner(settings) -> Iterator[Clamd]:
    """A scanner that is set up and answers."""
    folder = tempfile.TemporaryDirectory()  # a socket's path must be short
    with folder as at, running(Path(at) / "clamd.ctl") as made:
        settings.CLAMAV = made.address
        yield made


def public(content: bytes = ONE, **kwargs) -> DocumentVersion:
    return file_of(works.recorded_action_plan(), content=content, **kwargs).current


def state(version: DocumentVersion) -> str:
    return VersionScan.objects.get(version=version).state


def said(answer) -> str:
    return html.unescape(answer.content.decode())


def test_without_a_scanner_nothing_is_withheld_and_it_is_said(client, editor, site):
    version = public()
    drain()
    assert not VersionScan.objects.exists()
    assert content_of(client.get(version.url)) == ONE
    page = client.get(reverse("document_page", args=[version.document_id]))
    assert "not scanned" in said(page)
    assert "No virus scanner is set up" in said(editor.get(reverse("scans")))


def test_a_file_waits_and_then_is_given(client, site, scanner):
    version = public()
    assert state(version) == State.WAITING
    answer = client.get(version.url)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "waits for the virus scan" in said(answer)
    assert answer["Cache-Control"] == "private, no-store"
    drain()
    scan = VersionScan.objects.get()
    assert (scan.state, scan.signatures) == (State.CLEAN, VERSION)
    assert scan.scanned_at is not None
    assert scanner.streams == [ONE]
    assert content_of(client.get(version.url)) == ONE
    page = client.get(reverse("document_page", args=[version.document_id]))
    assert "no virus found" in said(page)


def test_a_virus_is_given_to_nobody_and_told(client, coordinator, editor, scanner):
    document = send(editor, VIRUS, name="bad.txt").document
    works_text = works.recorded_action_plan().expressions.get(language="en")
    Document.objects.filter(pk=document.pk).update(expression=works_text)
    drain()
    scan = VersionScan.objects.get()
    assert (scan.state, scan.found) == (State.INFECTED, "Paper.Test.Virus")
    for person in (client, editor, coordinator):
        for method in (person.get, person.head):
            answer = method(scan.version.url)
            assert answer.status_code == 403
        whole = person.get(scan.version.url, headers={"Range": "bytes=0-3"})
        assert whole.status_code == 403
        assert "found something in it" in said(whole)
    told = Notice.objects.filter(kind=KIND)
    assert {notice.recipient for notice in told} == {coordinator.user, editor.user}
    assert Event.objects.get(verb="documents.virus_found").data["found"] == scan.found
    scan_version.call(version_id=scan.version_id, again=True)
    assert Notice.objects.filter(kind=KIND).count() == 2
    assert "Paper.Test.Virus" in said(editor.get(reverse("uploads")))


def test_the_secretariat_reads_no_name_that_is_not_open_to_it(coordinator, scanner):
    document = text_file(by=None, content=VIRUS, name="secret.txt")
    Document.objects.update(belongs_to=Party.objects.get(code="GT"))
    drain()
    notice = Notice.objects.get(kind=KIND)
    assert notice.context == {"found": "Paper.Test.Virus", "name": ""}
    assert "secret" not in said(coordinator.get(reverse("notices")))
    page = said(coordinator.get(reverse("scans")))
    assert "not open to you" in page
    assert "secret" not in page
    sent = {"version": document.current.pk, "deed": "release"}
    assert coordinator.post(reverse("scans"), sent).status_code in {302, 404}
    assert VersionScan.objects.get().state == State.INFECTED


def test_the_pictures_of_its_pages_are_withheld_too(client, site, scanner, tmp_path):
    content = write_plain_pdf(tmp_path / "a.pdf", [["One"]]).read_bytes()
    version = public(content, name="a.pdf")
    drain()
    at = reverse("document_picture", args=[version.document_id, 1, 1])
    answer = client.get(at)
    assert answer.status_code == 200
    b"".join(answer.streaming_content)
    VersionScan.objects.update(state=State.INFECTED, found="X")
    assert client.get(at).status_code == 403


def test_a_scanner_that_does_not_answer_withholds_and_is_tried_again(
    client, editor, site, scanner
):
    version = public()
    scanner.is_silent = True
    with pytest.raises(clamd.NoAnswerError):
        scan_version.call(version_id=version.pk)
    assert state(version) == State.FAILED
    assert client.get(version.url).status_code == 503
    assert "does not answer" in said(editor.get(reverse("scans")))
    assert look_after_scans.call() == "nothing to do"  # one is ordered already
    DBTaskResult.objects.all().delete()
    with pytest.raises(clamd.NoAnswerError):
        look_after_scans.call()
    scanner.is_silent = False
    long_ago = timezone.now() - dt.timedelta(hours=1)
    VersionScan.objects.update(scanned_at=long_ago)
    drain()
    look_after_scans.call()
    drain()
    assert state(version) == State.CLEAN


def test_a_file_too_long_for_the_scanner_is_withheld_and_says_why(site, scanner):
    scanner.most = 3
    version = public()
    drain()
    scan = VersionScan.objects.get(version=version)
    assert (scan.state, scan.trouble) == (
        State.FAILED,
        "INSTREAM size limit exceeded. ERROR",
    )


def test_files_from_before_the_scanner_are_given_and_scanned_by_and_by(
    client, site, settings, scanner
):
    settings.CLAMAV = ""
    good, bad = public(), text_file(by=None, content=VIRUS).current
    settings.CLAMAV = scanner.address
    assert content_of(client.get(good.url)) == ONE
    drain()
    look_after_scans.enqueue()
    drain()
    assert (state(good), state(bad)) == (State.CLEAN, State.INFECTED)
    assert look_after_scans.call() == "0 ordered"


def test_a_scanner_taken_away_leaves_the_infected_withheld(
    client, site, settings, scanner
):
    work = works.recorded_action_plan()
    bad = file_of(work, content=VIRUS, name="bad.txt").current
    drain()
    good = file_of(work, content=ONE, name="good.txt").current
    settings.CLAMAV = ""
    assert client.get(bad.url).status_code == 403
    assert content_of(client.get(good.url)) == ONE
    assert scan_version.call(version_id=good.pk) == "no scanner"


def test_what_is_refused_for_good_holds_nobody_up(site, settings, monkeypatch, scanner):
    settings.CLAMAV = ""
    old = public()
    settings.CLAMAV = scanner.address
    scanner.most = 3
    refused = public(b"Too long for it\n")
    drain()
    assert state(refused) == State.FAILED
    VersionScan.objects.update(scanned_at="2020-01-01T00:00Z")
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    assert look_after_scans.call() == "1 ordered"
    drain()
    assert VersionScan.objects.filter(version=old).exists()


def test_a_version_purged_before_its_scan_is_no_failure(site, scanner):
    assert scan_version.call(version_id=999_999) == "purged meanwhile"


def test_a_keeper_releases_and_has_it_scanned_again(
    client, coordinator, editor, scanner
):
    version = public(VIRUS)
    drain()
    page = said(coordinator.get(reverse("scans")))
    assert version.name in page
    for deed in ("again", "release"):
        refused = editor.post(reverse("scans"), {"version": version.pk, "deed": deed})
        assert refused["Location"] == reverse("wagtailadmin_home")
    sent = {"version": version.pk, "deed": "release"}
    coordinator.post(reverse("scans"), sent)
    assert content_of(client.get(version.url)) == VIRUS
    event = Event.objects.get(verb="documents.virus_released")
    assert (event.actor, event.data["found"]) == (coordinator.user, "Paper.Test.Virus")
    again = coordinator.post(reverse("scans"), sent, follow=True)
    assert "nothing to decide" in said(again)
    coordinator.post(reverse("scans"), sent | {"deed": "again"})
    drain()
    assert state(version) == State.INFECTED


@pytest.mark.parametrize("sent", [{}, {"version": "x", "deed": "again"}, {"deed": "?"}])
def test_what_is_no_decision(coordinator, sent):
    answer = coordinator.post(reverse("scans"), sent, follow=True)
    assert "Choose what is to be done" in said(answer)


def test_the_screen_is_the_secretariats(client, delegate):
    for stranger in (client, delegate):
        assert stranger.get(reverse("scans")).status_code in {302, 403}


def test_a_list_of_many_costs_no_query_for_each(
    coordinator, scanner, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(200) as captured:
            coordinator.get(reverse("scans"))
        return len(captured)

    for number in range(3):
        text_file(by=None, content=VIRUS + bytes([65 + number]))
    few = queries()
    for number in range(6):
        text_file(by=None, content=VIRUS + bytes([75 + number]))
    assert queries() == few


# The protocol


def test_over_a_port_and_in_many_pieces(settings, tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 200_000 + VIRUS)
    with running() as made:
        settings.CLAMAV = made.address
        with path.open("rb") as file:
            verdict = clamd.scan(file)
        assert verdict == ("Paper.Test.Virus", VERSION)
        assert made.streams == [path.read_bytes()]


@pytest.mark.parametrize(
    "address", ["/nowhere/clamd.ctl", "127.0.0.1:1", "127.0.0.1", "host:x"]
)
def test_where_no_scanner_is(settings, address):
    settings.CLAMAV = address
    with pytest.raises(clamd.NoAnswerError):
        clamd.signatures()
