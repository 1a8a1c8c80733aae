"""Files in pieces: the protocol, whose they are, limits, and what a death leaves."""

from __future__ import annotations

import base64
import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from cms.documents.models import Document, Upload
from cms.documents.uploads import pieces
from tests.integration.documents.sending import begin, head, patch, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_pieces")]
State = Upload.State
TEXT = b"I. Papers\na) To keep them, and to find them again.\n"


def row() -> Upload:
    return Upload.objects.get()


def test_what_is_offered(editor):
    answer = editor.options(reverse("uploads_begin"))
    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    offered = set(answer["Tus-Extension"].split(","))
    assert offered == {"creation", "termination", "checksum", "expiration"}
    assert "sha1" in answer["Tus-Checksum-Algorithm"].split(",")
    assert int(answer["Tus-Max-Size"]) > 0


def test_a_file_in_three_pieces_becomes_a_document(editor):
    answer = begin(editor, name="Plan de Acción.txt", size=len(TEXT))
    assert answer.status_code == 201
    url = answer["Location"]
    for at, end in ((0, 10), (10, 11), (11, len(TEXT))):
        assert head(editor, url)["Upload-Offset"] == str(at)
        answer = patch(editor, url, TEXT[at:end], at=at)
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(end))
        assert answer["Upload-Expires"].endswith("GMT")
    upload = row()
    assert upload.state == State.TAKEN
    assert not pieces.path_of(upload).exists()
    document = upload.document
    assert (document.title, document.uploaded_by_user) == (
        "Plan de Acción",
        editor.user,
    )
    version = document.current
    assert version.name == "Plan de Acción.txt"
    assert version.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert version.created_by == editor.user


def test_it_is_its_owners_only(editor, coordinator, delegate, client):
    url = begin(editor, name="a.txt", size=9)["Location"]
    assert head(coordinator, url).status_code == 410
    assert patch(coordinator, url, b"x").status_code == 410
    gone = coordinator.delete(url, headers={"Tus-Resumable": "1.0.0"})
    assert gone.status_code == 410
    for stranger in (delegate, client):
        assert head(stranger, url).status_code in {302, 403}, stranger
        assert begin(stranger, name="a.txt", size=9).status_code in {302, 403}
    assert row().offset == 0


def test_by_script_whoever_is_signed_out_gets_403(client, site):
    answer = client.post(
        reverse("uploads_begin"), headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert answer.status_code == 403


def test_a_forged_request_is_refused(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor.user)
    assert begin(strict, name="a.txt", size=9).status_code == 403


@pytest.mark.parametrize(
    ("at", "content", "kind", "status"),
    [
        ("3", b"abc", "application/offset+octet-stream", 409),
        ("-1", b"abc", "application/offset+octet-stream", 400),
        ("", b"abc", "application/offset+octet-stream", 400),
        ("9" * 30, b"abc", "application/offset+octet-stream", 400),
        ("0", b"abc", "text/plain", 415),
        ("0", b"abcdefghijkl", "application/offset+octet-stream", 413),
    ],
)
def test_what_is_no_next_piece(editor, at, content, kind, status):
    url = begin(editor, name="a.txt", size=9)["Location"]
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": at}
    answer = editor.patch(url, content, content_type=kind, headers=headers)
    assert answer.status_code == status
    assert answer["Tus-Resumable"] == "1.0.0"


@pytest.mark.parametrize("version", [None, "0.2.2"])
def test_another_version_is_told_ours(editor, version):
    headers = {"Upload-Length": "1"} | ({"Tus-Resumable": version} if version else {})
    answer = editor.post(reverse("uploads_begin"), headers=headers)
    assert answer.status_code == 412
    assert answer["Tus-Version"] == "1.0.0"


def test_a_proxy_may_know_nothing_but_post(editor):
    url = begin(editor, name="a.txt", size=9)["Location"]
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "X-HTTP-Method-Override": "PATCH",
    }
    answer = editor.post(url, b"abc", content_type=pieces_type(), headers=headers)
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "3")


def pieces_type() -> str:
    return "application/offset+octet-stream"


@pytest.mark.parametrize("size", ["", "x", "-4", "9" * 30])
def test_a_length_that_is_none(editor, size):
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": size}
    assert editor.post(reverse("uploads_begin"), headers=headers).status_code == 400


def test_metadata_that_nobody_can_read_is_left_out(editor):
    answer = editor.post(
        reverse("uploads_begin"),
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": "4",
            "Upload-Metadata": "title !!!,x,, y /w==,filename YS50eHQ=",
        },
    )
    assert answer.status_code == 201
    assert row().name == "a.txt"


@pytest.mark.parametrize("name", ["picture.svg", "run.exe", "paper", "", "a.txt.html5"])
def test_a_kind_that_is_not_taken_is_said_before_it_is_sent(editor, name):
    answer = begin(editor, name=name, size=9)
    assert answer.status_code == 415
    assert "These are: PDF" in answer.content.decode()
    assert not Upload.objects.exists()


def test_an_upload_is_forgotten(editor):
    url = begin(editor, name="a.txt", size=9)["Location"]
    patch(editor, url, b"abc")
    path = pieces.path_of(row())
    assert path.read_bytes() == b"abc"
    assert editor.delete(url, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert not Upload.objects.exists()
    assert not path.exists()
    assert head(editor, url).status_code == 410


# Checksums


def checksum(content: bytes, algorithm: str = "sha1") -> str:
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_that_changed_on_its_way_is_not_kept(editor, algorithm):
    url = begin(editor, name="a.txt", size=9)["Location"]
    right = {"Upload-Checksum": checksum(b"abc", algorithm)}
    assert patch(editor, url, b"abc", **right).status_code == 204
    answer = patch(editor, url, b"abX", at=3, **right)
    assert answer.status_code == 460
    assert head(editor, url)["Upload-Offset"] == "3"
    assert pieces.path_of(row()).read_bytes() == b"abc"


@pytest.mark.parametrize("said", ["md5 eA==", "sha1", "sha1 !!"])
def test_a_checksum_that_is_none(editor, said):
    url = begin(editor, name="a.txt", size=9)["Location"]
    assert patch(editor, url, b"abc", **{"Upload-Checksum": said}).status_code == 400


# Limits


def test_limits_are_said_in_words(editor, settings):
    settings.DOCUMENTS_MAX_BYTES = 1024 * 1024
    answer = begin(editor, name="a.txt", size=1024 * 1024 + 1)
    assert answer.status_code == 413
    assert "at most 1 MB" in answer.content.decode()
    settings.UPLOADS_MAX_OPEN = 2
    settings.UPLOADS_MAX_OPEN_BYTES = 100
    assert begin(editor, name="a.txt", size=90).status_code == 201
    assert "too large together" in begin(editor, name="b.txt", size=11).content.decode()
    assert begin(editor, name="b.txt", size=10).status_code == 201
    assert "too many" in begin(editor, name="c.txt", size=0).content.decode()
    assert Upload.objects.count() == 2


def test_what_is_settled_frees_the_room(editor, settings):
    settings.UPLOADS_MAX_OPEN = 1
    for number in range(3):
        assert send(editor, TEXT + bytes([65 + number]), name=f"{number}.txt")
    assert Document.objects.count() == 3


def test_a_disk_that_is_nearly_full_takes_no_new_file(editor, settings):
    settings.UPLOADS_DISK_RESERVE_BYTES = 2**62
    answer = begin(editor, name="a.txt", size=9)
    assert answer.status_code == 507
    assert "disk is full" in answer.content.decode()
