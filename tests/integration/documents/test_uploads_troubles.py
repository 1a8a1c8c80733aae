"""A full disk, a death in the middle, two at once: no byte is lost or taken twice."""

from __future__ import annotations

import datetime as dt
import hashlib
import io

import pytest
from django.http import UnreadablePostError
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.documents.models import Document, Upload
from cms.documents.uploads import pieces, receiving, settling
from cms.documents.uploads.tasks import look_after_uploads
from cms.jobs.worker import drain
from tests.integration.documents.sending import begin, head, patch, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_pieces")]
State = Upload.State
TEXT = b"I. Papers\na) To keep them, and to find them again.\n"


def row() -> Upload:
    return Upload.objects.get()


def test_a_disk_that_fills_up_keeps_what_was_there(editor, monkeypatch):
    url = begin(editor, name="a.txt", size=len(TEXT))["Location"]
    patch(editor, url, TEXT[:10])

    def full(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(pieces, "_write", full)
        answer = patch(editor, url, TEXT[10:], at=10)
        assert answer.status_code == 507
        assert "What was received is kept" in answer.content.decode()
    assert head(editor, url)["Upload-Offset"] == "10"
    assert patch(editor, url, TEXT[10:], at=10).status_code == 204
    assert row().state == State.TAKEN


def test_a_disk_that_does_not_answer_asks_to_come_again(editor, monkeypatch):
    url = begin(editor, name="a.txt", size=9)["Location"]

    def broken(*_args: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(pieces, "_write", broken)
    answer = patch(editor, url, b"abc")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_a_connection_that_breaks_keeps_what_came(editor):
    upload = receiving.begin(name="a.txt", size=len(TEXT), by=editor.user)

    class Broken:
        parts = [TEXT[:7], TEXT[7:12]]

        def read(self, _size: int) -> bytes:
            if not self.parts:
                raise UnreadablePostError("gone")
            return self.parts.pop(0)

    upload = receiving.go_on(upload=upload, at=0, content=Broken())
    assert upload.offset == 12
    assert pieces.path_of(upload).read_bytes() == TEXT[:12]


def test_killed_while_writing_leaves_a_tail_that_is_overwritten(editor, monkeypatch):
    url = begin(editor, name="a.txt", size=len(TEXT))["Location"]
    patch(editor, url, TEXT[:10])

    def killed(_row: Upload) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(receiving, "_note", killed)
        with pytest.raises(KeyboardInterrupt):
            patch(editor, url, b"?" * 5, at=10)
    assert len(pieces.path_of(row()).read_bytes()) == 15
    assert head(editor, url)["Upload-Offset"] == "10"
    patch(editor, url, TEXT[10:], at=10)
    assert row().document.current.size == len(TEXT)
    assert row().document.current.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_killed_before_it_was_looked_at_is_settled_by_the_worker(editor, monkeypatch):
    url = begin(editor, name="a.txt", size=len(TEXT))["Location"]

    def killed(_row: Upload) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(settling, "_look_at", killed)
        with pytest.raises(KeyboardInterrupt):
            patch(editor, url, TEXT)
    assert row().state == State.RECEIVED
    look_after_uploads.call()
    assert row().state == State.RECEIVED  # another may be at it still
    Upload.objects.update(moved_at=timezone.now() - dt.timedelta(minutes=5))
    look_after_uploads.enqueue()
    drain()
    assert row().state == State.TAKEN
    look_after_uploads.call()
    assert Document.objects.count() == 1


def test_a_store_that_is_full_is_tried_again(editor, monkeypatch):
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("cms.documents.storage.ImmutableStorage._save", full)
        assert send(editor, TEXT).state == State.RECEIVED
    assert not Document.objects.exists()
    settling.settle(upload=row())
    assert row().state == State.TAKEN
    settling.settle(upload=row())
    assert Document.objects.count() == 1


def test_two_at_once_write_nothing_twice(editor):
    url = begin(editor, name="a.txt", size=9)["Location"]
    with pieces.held(row()):
        assert patch(editor, url, b"abc").status_code == 423
    assert patch(editor, url, b"abc").status_code == 204


def test_bytes_that_are_gone_are_asked_for_again(editor):
    url = begin(editor, name="a.txt", size=len(TEXT))["Location"]
    patch(editor, url, TEXT[:20])
    pieces.path_of(row()).write_bytes(TEXT[:5])
    patch(editor, url, TEXT[20:], at=20)
    assert row().state == State.RECEIVING
    assert row().offset < len(TEXT)


# What expires


def test_what_has_expired_is_swept(editor):
    url = begin(editor, name="a.txt", size=9)["Location"]
    patch(editor, url, b"abc")
    path = pieces.path_of(row())
    orphan = path.with_name("left.part")
    orphan.write_bytes(b"x")
    now = timezone.now()
    assert settling.sweep(now) == 0
    Upload.objects.update(expires_at=now)
    assert head(editor, url).status_code == 410
    assert settling.sweep(now) == 1
    assert not path.exists()
    assert orphan.exists()
    assert settling.sweep(now + dt.timedelta(days=30)) == 1
    assert not orphan.exists()


def test_a_document_outlives_the_note_of_its_upload(editor):
    upload = send(editor, TEXT)
    settling.sweep(timezone.now() + dt.timedelta(days=30))
    assert not Upload.objects.exists()
    assert Document.objects.get(pk=upload.document_id).current


# Any cutting into pieces


@hypothesis_settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(min_size=1, max_size=200), cuts=st.lists(st.integers(1, 60)))
def test_however_it_is_cut_the_bytes_are_the_same(editor, content, cuts):
    upload = receiving.begin(name="a.txt", size=len(content), by=editor.user)
    ends = [*cuts, len(content)]
    at = 0
    for length in ends:
        piece = content[at : at + length]
        if not piece:
            break
        upload = receiving.go_on(upload=upload, at=at, content=io.BytesIO(piece))
        at += len(piece)
        assert upload.offset == at
    assert pieces.path_of(upload).read_bytes() == content
    settling.drop(upload=upload, by=editor.user)


def test_one_that_is_dropped_while_a_piece_arrives(editor, monkeypatch):
    """Whoever presses Cancel says so while the piece before is still being written."""
    url = begin(editor, name="a.txt", size=len(TEXT))["Location"]
    write = pieces._write

    def cancelled(file, chunk):
        settling.drop(upload=row(), by=editor.user)
        return write(file, chunk)

    with monkeypatch.context() as patched:
        patched.setattr(pieces, "_write", cancelled)
        assert patch(editor, url, TEXT[:9]).status_code == 410
    assert (Upload.objects.count(), list(pieces.all_there())) == (0, [])


def test_one_that_is_dropped_while_it_is_looked_at(editor, monkeypatch):
    url = begin(editor, name="a.txt", size=len(TEXT))["Location"]
    look = settling.kind_of

    def cancelled(path, **how):
        settling.drop(upload=row(), by=editor.user)
        path.write_bytes(TEXT)
        return look(path, **how)

    monkeypatch.setattr(settling, "kind_of", cancelled)
    assert patch(editor, url, TEXT).status_code == 204
    assert (Document.objects.count(), Upload.objects.count()) == (0, 0)
    assert list(pieces.all_there()) == []
