"""A file of a text, and what a reader got of it."""

from __future__ import annotations

from cms.documents.models import Document
from tests.factories.documents import text_file

ONE = b"The first state of the file.\n"


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)


def file_of(work, **kwargs) -> Document:
    return text_file(by=None, expression=work.expressions.get(language="en"), **kwargs)
