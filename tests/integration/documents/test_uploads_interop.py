"""Another's client understands our tus: tuspy, over HTTP."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from cms.documents.models import Document, Upload

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CONTENT = "\n".join(f"{n}) Papers to keep." for n in range(9000)).encode()


@pytest.fixture
def tus(live_server: LiveServer, editor) -> TusClient:
    """A client that is signed in as an editor, as a browser would be."""
    editor.get(reverse("uploads"))
    cookies = {name: morsel.value for name, morsel in editor.cookies.items()}
    return TusClient(
        live_server.url + reverse("uploads_begin"),
        headers={
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": cookies["csrftoken"],
            "X-Requested-With": "XMLHttpRequest",
        },
    )


def uploader(tus: TusClient, content: bytes = CONTENT, **kwargs):
    return tus.uploader(
        file_stream=io.BytesIO(content),
        metadata={"filename": "papers.txt"},
        chunk_size=50_000,
        **kwargs,
    )


def test_a_file_in_pieces_with_checksums(tus):
    uploader(tus, upload_checksum=True).upload()
    version = Document.objects.get().current
    assert version.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert version.name == "papers.txt"


def test_a_transfer_that_broke_off_goes_on(tus):
    first = uploader(tus)
    first.upload_chunk()
    first.upload_chunk()
    assert Upload.objects.get().offset == 100_000
    again = uploader(tus, url=first.url)
    assert again.offset == 100_000
    again.upload()
    version = Document.objects.get().current
    assert version.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_too_large_is_an_error_of_the_client(tus, settings):
    settings.DOCUMENTS_MAX_BYTES = 1000
    with pytest.raises(TusCommunicationError):
        uploader(tus).upload()
    assert not Upload.objects.exists()
