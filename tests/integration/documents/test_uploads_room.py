"""The room for many files: plain form, what became of each, duplicates, bad files."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from cms.conference.models import Party
from cms.documents.models import Document, Upload
from cms.documents.uploads import pieces
from cms.jobs.worker import drain
from tests.integration.documents.sending import begin, send
from tests.integration.documents.served import content_of
from tests.papers import write_bomb, write_locked_pdf, write_plain_pdf

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_pieces")]
State = Upload.State
TEXT = b"I. Papers\na) To keep them, and to find them again.\n"


def row() -> Upload:
    return Upload.objects.get()


def post_files(person: PersonClient, *files: tuple[str, bytes], **more: str):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    sent = {"files": uploads, **more}
    return person.post(reverse("uploads"), sent, follow=True)


def said(answer) -> str:
    return html.unescape(answer.content.decode())


def test_wagtails_links_lead_here(editor):
    assert reverse("uploads") == reverse("wagtaildocs:add_multiple")
    answer = editor.get(reverse("wagtaildocs:add_multiple"))
    assert "documents/uploads/index.html" in [t.name for t in answer.templates]
    assert answer["Cache-Control"].startswith("max-age=0, no-cache")


def test_whoever_may_not_add_is_not_let_in(delegate, client):
    for stranger in (delegate, client):
        for answer in (
            stranger.get(reverse("uploads")),
            stranger.post(reverse("uploads"), {}),
        ):
            assert answer.status_code in {302, 403}
    assert not Upload.objects.exists()


# Without a script


def test_three_files_of_the_plain_form(editor):
    files = [(f"paper-{n}.txt", TEXT + str(n).encode()) for n in range(3)]
    answer = post_files(editor, *files)
    assert "3 files were received" in said(answer)
    assert Document.objects.count() == 3
    assert set(Document.objects.values_list("title", flat=True)) == {
        "paper-0", "paper-1", "paper-2",
    }  # fmt: skip
    assert not list(pieces.all_there())


def test_no_file_is_said(editor):
    assert "Choose at least one file" in said(post_files(editor))


def test_a_refused_file_leaves_the_others_unharmed(editor):
    answer = post_files(
        editor,
        ("good.txt", TEXT),
        ("empty.txt", b""),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("other.txt", TEXT + b"other"),
    )
    assert Document.objects.count() == 2
    assert "The file is empty" in said(answer)
    assert "not what its name says" in said(answer)
    states = dict(Upload.objects.values_list("name", "state"))
    assert states == {
        "good.txt": State.TAKEN,
        "empty.txt": State.REFUSED,
        "picture.pdf": State.REFUSED,
        "other.txt": State.TAKEN,
    }


def test_a_file_above_the_limit_is_named(editor, settings):
    settings.DOCUMENTS_MAX_BYTES = 100
    answer = post_files(editor, ("big.txt", b"x" * 101), ("small.txt", TEXT))
    assert "big.txt: The file is too large" in said(answer)
    assert Document.objects.count() == 1


def test_a_full_disk_is_said_and_keeps_nothing_half(editor, monkeypatch):
    def full(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pieces, "_write", full)
    answer = post_files(editor, ("a.txt", TEXT))
    assert "a.txt: It could not be written" in said(answer)
    assert not Upload.objects.exists()


def test_into_a_collection(editor):
    place = Collection.get_first_root_node().add_child(name="Papers")
    post_files(editor, ("a.txt", TEXT), collection=str(place.pk))
    assert Document.objects.get().collection == place
    assert send(editor, TEXT + b"!", collection=str(place.pk)).document.collection == (
        place
    )
    page = editor.get(reverse("uploads"), {"collection_id": place.pk})
    assert f'value="{place.pk}" selected' in page.content.decode()


@pytest.mark.parametrize("place", ["999999", "x", "9" * 30])
def test_a_collection_that_there_is_not(editor, place):
    answer = post_files(editor, ("a.txt", TEXT), collection=place)
    assert answer.status_code in {200, 404}
    assert not Document.objects.exists()
    answer = begin(editor, name="a.txt", size=9, collection=place)
    assert answer.status_code in {302, 403}
    assert not Upload.objects.exists()


# What became of each


def test_what_the_worker_could_not_read_is_said_in_the_list(editor, tmp_path):
    locked = write_locked_pdf(tmp_path / "a.pdf").read_bytes()
    bomb = write_bomb(tmp_path / "b.docx").read_bytes()
    cut = write_plain_pdf(tmp_path / "c.pdf", [["Papers"]]).read_bytes()[:300]
    for name, content in (("a.pdf", locked), ("b.docx", bomb), ("c.pdf", cut)):
        assert send(editor, content, name=name).state in {State.TAKEN, State.REFUSED}
    send(editor, TEXT, name="good.txt")
    page = editor.get(reverse("uploads"), {"part": "list"})
    assert "data-moving" in page.content.decode()
    drain()
    page = said(editor.get(reverse("uploads"), {"part": "list"}))
    assert "asks for a password" in page
    assert "unpacks to far more" in page
    assert "damaged or incomplete" in page
    assert "data-moving" not in page
    assert Document.objects.get(title="good").current.text_state == "done"


def test_names_from_elsewhere(editor):
    name = "\u202egpj.exe\u202c\x07 " + "Informe ñ " * 40 + ".txt"
    upload = send(editor, TEXT, name=f"C:\\papers\\{name}")
    assert upload.state == State.TAKEN
    kept = upload.document.current.name
    assert kept.endswith(".txt")
    assert len(kept.encode()) <= 150
    for said_name in (kept, upload.name, upload.title, upload.document.title):
        assert said_name.isprintable()
    assert upload.title.startswith("gpj.exe")
    assert content_of(editor.get(upload.document.current.url)) == TEXT


def test_a_polyglot_is_what_its_bytes_say(editor):
    """A page for a browser that begins as a PDF is given out as a PDF, or refused."""
    content = b"%PDF-1.7\n<html><script>alert(1)</script></html>"
    upload = send(editor, content, name="page.html")
    assert (upload.state, upload.refusal) == (State.REFUSED, "wrong_type")
    upload = send(editor, content, name="page.pdf")
    answer = editor.get(upload.document.current.url)
    assert content_of(answer) == content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_list_is_each_persons_own(editor, coordinator):
    send(editor, TEXT, name="mine.txt")
    assert "mine.txt" in said(editor.get(reverse("uploads")))
    assert "mine.txt" not in said(coordinator.get(reverse("uploads")))


def test_a_document_that_one_may_no_longer_read_is_not_linked(editor):
    upload = send(editor, TEXT)
    Document.objects.update(belongs_to=Party.objects.get(code="GT"))
    page = said(editor.get(reverse("uploads")))
    assert reverse("wagtaildocs:edit", args=[upload.document_id]) not in page


def test_the_list_costs_no_query_for_each(editor, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(200) as captured:
            editor.get(reverse("uploads"), {"part": "list"})
        return len(captured)

    def fill(start: int) -> None:
        for number in range(start, start + 4):
            text = TEXT + str(number).encode()
            send(editor, text, name=f"{number}.txt")
            send(editor, text, name=f"again-{number}.txt")

    fill(0)
    few = queries()
    fill(4)
    assert Upload.objects.filter(state=State.ASKED).count() == 8
    assert queries() <= few + 8  # Wagtail's rights on each collection
