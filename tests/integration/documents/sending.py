"""Sends files as a tus client does, by the test client."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from cms.documents.models import Upload

if TYPE_CHECKING:
    from django.test import Client

PIECE = "application/offset+octet-stream"


def said(**meta: str) -> str:
    """Write an ``Upload-Metadata`` header."""
    pairs = (f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in meta.items())
    return ",".join(pairs)


def begin(client: Client, *, name: str, size: int, **meta: str) -> Any:
    """Begin an upload."""
    return client.post(
        reverse("uploads_begin"),
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(size),
            "Upload-Metadata": said(filename=name, **meta),
        },
    )


def patch(client: Client, url: str, content: bytes, *, at: int = 0, **more: str) -> Any:
    """Send a piece."""
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(at), **more}
    return client.patch(url, content, content_type=PIECE, headers=headers)


def head(client: Client, url: str) -> Any:
    """Ask how far it is."""
    return client.head(url, headers={"Tus-Resumable": "1.0.0"})


def send(client: Client, content: bytes, *, name: str = "paper.txt", **meta: str):
    """Send a whole file in one piece; return what became of it."""
    url = begin(client, name=name, size=len(content), **meta)["Location"]
    if content:
        assert patch(client, url, content).status_code == 204
    return Upload.objects.get(pk=url.rstrip("/").rpartition("/")[2])
