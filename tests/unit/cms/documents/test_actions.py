"""Files come in as versions that never change; what is refused leaves nothing."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.db import transaction
from django.db.models import ProtectedError
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from cms.audit.models import Event
from cms.documents import actions
from cms.documents.actions import safe_name
from cms.documents.models import Document, DocumentPage, DocumentVersion
from cms.documents.readers.errors import UnreadableFile
from cms.documents.tasks import extract_text
from cms.jobs.worker import drain
from search.models import OutboxEntry
from tests.factories import people, works
from tests.factories.documents import text_file
from tests.papers import write_bomb, write_locked_pdf, write_plain_pdf

pytestmark = pytest.mark.django_db

ONE, TWO = b"The first state of the file.\n", b"The second state of the file.\n"


def stored() -> set[Path]:
    root = Path(project_settings.DOCUMENTS_ROOT)
    return {path for path in root.rglob("*") if path.is_file()}


def rows() -> tuple[int, ...]:
    counted = (Document, DocumentVersion, DBTaskResult, Event)
    return tuple(model.objects.count() for model in counted)


def add(document: Document, content: bytes, name: str = "paper.txt"):
    return actions.add_version(
        document=document, content=io.BytesIO(content), name=name, by=None
    )


def read(version: DocumentVersion) -> bytes:
    with version.file.open("rb") as file:
        return file.read()


def test_a_new_file_is_version_1():
    editor = people.editor()
    document = text_file(by=editor, content=ONE)
    version = document.versions.get()
    assert (version.number, version.name, version.kind) == (1, "paper.txt", "txt")
    assert version.sha256 == hashlib.sha256(ONE).hexdigest()
    assert (version.size, version.created_by) == (len(ONE), editor)
    assert read(version) == ONE
    assert str(version) == "paper.txt (1)"
    event = Event.objects.about(document).get()
    assert event.verb == "documents.version_added"
    assert event.capacity == "secretariat:TS"
    assert event.data == {
        "version": 1, "sha256": version.sha256, "name": "paper.txt", "size": len(ONE),
    }  # fmt: skip


def test_the_same_bytes_again_are_the_same_version():
    document = text_file(by=None, content=ONE)
    first, before = document.versions.get(), rows()
    assert add(document, ONE) == first
    assert add(document, ONE, "another-name.txt") == first
    assert rows() == before


def test_new_bytes_are_version_2_and_both_stay():
    document = text_file(by=None, content=ONE)
    second = add(document, TWO)
    document.refresh_from_db()
    assert second.number == 2
    assert [read(v) for v in document.versions.order_by("number")] == [ONE, TWO]
    assert document.file.name == second.file.name
    assert document.file_size == len(TWO)
    assert document.current == second
    addresses = {v.url for v in document.versions.all()}
    assert addresses == {
        f"/documents/{document.pk}/v1/paper.txt",
        f"/documents/{document.pk}/v2/paper.txt",
    }


def test_the_bytes_of_an_older_version_are_a_new_version_again():
    document = text_file(by=None, content=ONE)
    add(document, TWO)
    third = add(document, ONE)
    assert third.number == 3
    assert read(third) == ONE


@pytest.mark.parametrize(
    ("field", "value"),
    [("sha256", "0" * 64), ("size", 1), ("name", "x"), ("number", 9), ("note", "x")],
)
def test_a_version_does_not_change(field, value):
    version = text_file(by=None).versions.get()
    setattr(version, field, value)
    for kwargs in ({}, {"update_fields": [field]}):
        with pytest.raises(TypeError, match="never changes"):
            version.save(**kwargs)
    assert getattr(DocumentVersion.objects.get(pk=version.pk), field) != value


def test_a_version_is_not_deleted_nor_its_document():
    document = text_file(by=None)
    with pytest.raises(TypeError, match="never deleted"):
        document.versions.get().delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        document.delete()
    assert read(document.versions.get())


def _empty(_path: Path) -> bytes:
    return b""


def _picture(_path: Path) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def _renamed_pdf(path: Path) -> bytes:
    return write_plain_pdf(path, [["text"]]).read_bytes()


REFUSED = {
    "empty": (_empty, "paper.txt"),
    "of another kind": (_picture, "paper.png"),
    "renamed": (_renamed_pdf, "paper.txt"),
}


@pytest.mark.parametrize(("make", "name"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_says_why_and_leaves_nothing(tmp_path, make, name):
    content = make(tmp_path / "made")
    rows_before, files_before = rows(), stored()
    with pytest.raises(UnreadableFile) as refusal:
        actions.create_document(
            title="x", content=io.BytesIO(content), name=name, by=None
        )
    assert str(refusal.value.message)
    assert (rows(), stored()) == (rows_before, files_before)
    with pytest.raises(UnreadableFile):
        actions.check(content=io.BytesIO(content), name=name)


def test_a_file_above_the_limit_is_refused(settings):
    settings.DOCUMENTS_MAX_BYTES = len(ONE)
    text_file(by=None, content=ONE)
    before, files = rows(), stored()
    with pytest.raises(UnreadableFile) as refusal:
        text_file(by=None, content=ONE + b"!")
    assert refusal.value.code == "too_large"
    assert (rows(), stored()) == (before, files)


def test_a_refused_version_leaves_the_document_as_it_was():
    document = text_file(by=None, content=ONE)
    before = rows()
    with pytest.raises(UnreadableFile):
        add(document, b"")
    document.refresh_from_db()
    assert rows() == before
    assert read(document.current) == ONE


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_stored(name):
    safe = safe_name(name)
    assert safe == Path(safe).name
    assert safe not in ("", ".", "..")
    assert len(safe.encode()) <= 155
    assert len(safe) <= DocumentVersion._meta.get_field("name").max_length
    assert all(c.isprintable() for c in safe)
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Plan de Acción.pdf", "Plan de Acción.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\plan.docx", "plan.docx"),
        ("a\x00b\n.txt", "ab.txt"),
        ("ñ" * 140 + ".txt", "ñ" * 70 + ".txt"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_names_by_hand(given_name, kept):
    assert safe_name(given_name) == kept


def test_a_long_name_in_another_script_is_stored():
    document = text_file(by=None, name="文" * 200 + ".txt")
    assert read(document.current)
    actions.check(content=io.BytesIO(ONE), name="a." + "x" * 250)


def test_a_file_is_attached_to_a_text(site):
    expression = works.draft_action_plan().expressions.get(language="es")
    document = text_file(by=None)
    OutboxEntry.objects.all().delete()
    actions.attach(document=document, expression=expression, by=None)
    document.refresh_from_db()
    assert (document.expression, document.language) == (expression, "es")
    assert OutboxEntry.objects.get().object_id == str(expression.pk)
    assert Event.objects.about(expression.work).last().verb == "documents.attached"


# What the worker does


def test_the_worker_reads_the_text_and_tells_the_search(site):
    expression = works.draft_action_plan().expressions.get(language="en")
    document = text_file(by=None, expression=expression, content=ONE)
    OutboxEntry.objects.all().delete()
    assert document.current.text_state == "waiting"
    assert drain() >= 1
    version = document.versions.get()
    assert version.text_state == "done"
    assert version.extracted_at is not None
    assert "first state" in version.pages.get().text
    told = set(OutboxEntry.objects.values_list("object_id", flat=True))
    assert told == {str(expression.pk)}


def test_read_twice_is_read_once():
    version = text_file(by=None, content=ONE).versions.get()
    assert extract_text.call(version_id=version.pk) == "done"
    first = list(DocumentPage.objects.values())
    assert extract_text.call(version_id=version.pk) == "done"
    assert list(DocumentPage.objects.values()) == first


def test_read_again_after_a_crash_replaces_what_was_read():
    version = text_file(by=None, content=ONE).versions.get()
    extract_text.call(version_id=version.pk)
    DocumentVersion.objects.filter(pk=version.pk).update(text_state="running")
    assert extract_text.call(version_id=version.pk) == "done"
    assert version.pages.count() == 1


def test_a_file_that_cannot_be_read_says_so_and_fails_no_job(tmp_path):
    content = write_locked_pdf(tmp_path / "locked.pdf").read_bytes()
    document = actions.create_document(
        title="x", content=io.BytesIO(content), name="locked.pdf", by=None
    )
    drain()
    version = document.versions.get()
    assert version.text_state == "failed"
    assert version.text_error
    assert not DBTaskResult.objects.filter(status="FAILED").exists()
    assert not version.pages.exists()


def test_a_bomb_goes_off_in_nobodys_hands(tmp_path):
    content = write_bomb(tmp_path / "bomb.docx").read_bytes()
    document = actions.create_document(
        title="x", content=io.BytesIO(content), name="bomb.docx", by=None
    )
    drain()
    assert document.versions.get().text_state == "failed"
    assert document.versions.get().text_error


def test_a_pdf_gets_pictures_of_its_pages(tmp_path):
    content = write_plain_pdf(tmp_path / "a.pdf", [["One"], ["Two"]]).read_bytes()
    document = actions.create_document(
        title="x", content=io.BytesIO(content), name="a.pdf", by=None
    )
    drain()
    pages = list(document.versions.get().pages.all())
    assert [p.number for p in pages] == [1, 2]
    for page in pages:
        assert page.width == 612
        with page.picture.open("rb") as picture:
            assert picture.read(4) == b"RIFF"
    assert str(pages[0]).endswith(", 1")
