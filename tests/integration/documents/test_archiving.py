"""The PDF/A beside the original: made, found, or said to be missing."""

from __future__ import annotations

import hashlib
import io
import socket
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image

from cms.documents import archiving
from cms.documents.actions import create_document
from cms.documents.archiving_tasks import make_archival_copy, watch_over_copies
from cms.documents.models import ArchivalCopy, Document
from cms.documents.readers import pdfa
from cms.documents.readers.office import settings_file
from cms.jobs.worker import drain
from tests.factories import works
from tests.integration.documents.served import content_of
from tests.papers import write_plain_pdf
from tests.unit.cms.documents.readers.test_pdfa import ATTRIBUTES, with_metadata

pytestmark = pytest.mark.django_db


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def file_of(raw: bytes, name: str = "paper.docx", *, work=None) -> Document:
    work = work or works.recorded_action_plan()
    return create_document(
        title="Paper", by=None, name=name, content=io.BytesIO(raw),
        expression=work.expressions.get(language="en"), language="en",
    )  # fmt: skip


def copy_of(document: Document) -> ArchivalCopy:
    return ArchivalCopy.objects.get(version=document.current)


def claiming(tmp_path: Path) -> bytes:
    path = write_plain_pdf(tmp_path / "a.pdf", [["One"], ["Two"]])
    return path.read_bytes() + with_metadata(ATTRIBUTES)


@pytest.fixture
def office(monkeypatch, tmp_path):
    """A LibreOffice that writes a PDF of two pages, or what it is told to."""
    said = {"raw": claiming(tmp_path), "asked": 0, "record": {"pages": 2}}

    def ask(_module, arguments, **_how):
        said["asked"] += 1
        options = dict(a.split("=", 1) for a in arguments if "=" in a)
        if said["raw"] is None:
            return [], "timeout"
        (Path(options["--folder"]) / "paper.pdf").write_bytes(said["raw"])
        return [said["record"]], ""

    monkeypatch.setattr(archiving, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(archiving.child, "ask", ask)
    return said


def test_a_word_file_gets_a_copy_of_its_own(site, client, office):
    document = file_of(word("One"))
    drain()
    copy = copy_of(document)
    assert (copy.state, copy.conformance, copy.pages) == ("done", "2b", 2)
    address = reverse("document_archival_copy", args=[document.pk, 1, copy.name])
    assert copy.name == "paper_PDF-A.pdf"
    response = client.get(address)
    given = content_of(response)
    assert given == office["raw"]
    assert copy.sha256 == hashlib.sha256(given).hexdigest()
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "public, no-cache"
    page = client.get(reverse("document_page", args=[document.pk])).content.decode()
    assert "Archival copy (PDF/A-2b" in page
    assert address in page
    assert copy.sha256 in page
    assert document.current.sha256 in page


def test_its_pages_are_read_in_the_viewer(site, client, office, tmp_path):
    document = file_of(word("One"))
    drain()
    address = reverse("document_sheet", args=[document.pk, 2])
    page = client.get(address).content.decode()
    assert "Page 2 of 2" in page


def test_the_copy_follows_its_text(site, client, editor, office):
    document = file_of(word("Secret"), work=works.draft_action_plan())
    drain()
    copy = copy_of(document)
    address = reverse("document_archival_copy", args=[document.pk, 1, copy.name])
    assert client.get(address).status_code == 404
    response = editor.get(address)
    assert content_of(response)
    assert response["Cache-Control"] == "private, no-store"
    assert editor.get(address.replace("paper_", "other_")).status_code == 404


@pytest.mark.parametrize("claims", [True, False])
def test_of_a_pdf_it_is_said_whether_it_is_one(site, client, tmp_path, claims):
    raw = claiming(tmp_path)
    document = file_of(raw if claims else raw.replace(b"pdfaid", b"pdfxid"), "a.pdf")
    drain()
    copy = copy_of(document)
    assert (copy.state, copy.is_original) == ("done", claims)
    assert not copy.file
    page = client.get(reverse("document_page", args=[document.pk])).content.decode()
    assert ("an archival one (PDF/A-2b)" in page) == claims
    address = reverse("document_archival_copy", args=[document.pk, 1, copy.name])
    assert client.get(address).status_code == 404


def test_what_is_no_pdfa_is_not_kept_and_is_tried_again(site, office, editor, client):
    good, office["raw"] = office["raw"], b"%PDF-1.4 nothing"
    document = file_of(word("One"))
    drain()
    assert (copy_of(document).state, copy_of(document).error) == ("failed", "no_pdfa")
    address = reverse("document_page", args=[document.pk])
    assert "is no PDF/A, so it was not kept" in editor.get(address).content.decode()
    assert "PDF/A" not in client.get(address).content.decode()
    office["raw"] = None
    said = {"version": document.current.pk, "what": "copy"}
    editor.post(reverse("reading"), said)
    drain()
    assert copy_of(document).error == "timeout"
    office["raw"] = good
    editor.post(reverse("reading"), said)
    drain()
    assert copy_of(document).state == "done"
    asked = office["asked"]
    editor.post(reverse("reading"), said)
    drain()
    assert office["asked"] == asked == 3


@pytest.mark.parametrize(
    "record",
    [
        {"pages": "2"}, {"pages": 0}, {"pages": 10**9}, {},
        {"pages": 2, "picture": "../x"},
    ],
)  # fmt: skip
def test_nothing_the_child_says_is_trusted(site, office, record):
    office["record"] = record
    document = file_of(word("One"))
    drain()
    assert copy_of(document).state == ("done" if record.get("pages") == 2 else "failed")
    assert not document.current.pages.exclude(picture="").exists()


def test_without_libreoffice_it_says_so_and_waits_for_it(
    site, monkeypatch, editor, request
):
    monkeypatch.setattr(archiving, "program", lambda: None)
    document = file_of(word("One"))
    drain()
    assert (copy_of(document).state, copy_of(document).error) == ("absent", "no_office")
    page = editor.get(reverse("document_page", args=[document.pk])).content.decode()
    assert "No LibreOffice is installed on the server." in page
    ArchivalCopy.objects.update(changed_at="2020-01-01T00:00Z")
    watch_over_copies.call()
    assert drain() == 0
    request.getfixturevalue("office")
    watch_over_copies.call()
    drain()
    assert copy_of(document).state == "done"


def test_what_was_there_before_is_begun_by_itself(site, office):
    document = file_of(word("One"))
    drain()
    ArchivalCopy.objects.all().delete()
    watch_over_copies.call()
    # What is in the queue is not lost, however long it takes.
    ArchivalCopy.objects.update(changed_at="2020-01-01T00:00Z")
    watch_over_copies.call()
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    drain()
    assert copy_of(document).state == "done"


def test_a_version_purged_before_is_no_failure(site, office):
    assert make_archival_copy.call(version_id=999_999) == "purged meanwhile"


@pytest.mark.parametrize("name", ["paper.txt", "paper.html"])
def test_of_other_kinds_nothing_is_said(site, name, office):
    raw = b"<!doctype html><p>Words</p>" if name.endswith("html") else b"Words\n"
    document = file_of(raw, name)
    drain()
    assert not ArchivalCopy.objects.filter(version=document.current).exists()


def test_libreoffice_is_told_to_fetch_and_run_nothing():
    said = settings_file()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'oor:name="{name}" oor:op="fuse" oor:type="xs:boolean"' in said
    assert said.count("127.0.0.1") == 2


def linking_to(address: str) -> bytes:
    """Write a Word file whose only picture lies elsewhere."""
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), (255, 0, 0)).save(picture, "PNG")
    document = docx.Document()
    document.add_paragraph("A picture from elsewhere")
    document.add_picture(picture)
    whole, changed = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"r:embed=", b"r:link=")
            if name == "word/_rels/document.xml.rels":
                inside = b'Target="media/image1.png"'
                assert inside in part
                outside = f'Target="{address}" TargetMode="External"'.encode()
                part = part.replace(inside, outside)
            new.writestr(name, part)
    return changed.getvalue()


def reds_of(document: Document) -> int:
    """Count the red dots of the first page of a copy."""
    with pypdfium2.PdfDocument(copy_of(document).file.path) as pdf:
        page = pdf[0].render(scale=0.5).to_pil().convert("RGB")
    return sum(n for n, dot in page.getcolors(10**6) if dot[0] > 200 > dot[1] + 100)


@pytest.mark.libreoffice
def test_nothing_is_fetched_for_a_copy(site):
    """A file is a stranger's: what it points at stays where it is."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        port = server.getsockname()[1]
        document = file_of(linking_to(f"http://127.0.0.1:{port}/x.png"))
        drain()
        with pytest.raises(TimeoutError):
            server.accept()
    assert copy_of(document).state == "done"


@pytest.mark.libreoffice
def test_no_file_of_the_server_gets_into_a_copy(site, tmp_path):
    picture = tmp_path / "red.png"
    Image.new("RGB", (300, 300), (255, 0, 0)).save(picture)
    document = file_of(linking_to(picture.as_uri()))
    drain()
    assert copy_of(document).state == "done"
    assert reds_of(document) == 0


@pytest.mark.libreoffice
def test_a_copy_is_made_for_real(site, client):
    document = file_of(word("Migrants and consulates", "La niñez migrante"))
    drain()
    copy = copy_of(document)
    assert (copy.state, copy.error, copy.conformance) == ("done", "", "2b")
    assert pdfa.claim_of(Path(copy.file.path)) == "2b"
    page = document.current.pages.get(number=1)
    assert page.picture
    assert page.width
    address = reverse("document_sheet", args=[document.pk, 1])
    seen = client.get(address, {"q": "consulates"}).content.decode()
    assert "shown as its archival copy" in seen
    assert seen.count('class="sheet__hit"') == 1
