"""Files whose pages are pictures, and what was recognised on them."""

from __future__ import annotations

import io

from cms.documents.actions import create_document
from cms.documents.models import Document, Recognition
from tests.factories import works


def file_of(raw: bytes, language: str = "en") -> Document:
    work = works.recorded_action_plan()
    return create_document(
        title="Scan", by=None, name="scan.pdf", content=io.BytesIO(raw),
        expression=work.expressions.get(language=language), language=language,
    )  # fmt: skip


def words_on(document: Document) -> list[str]:
    return [page.text for page in document.current.pages.all()]


def state_of(document: Document) -> Recognition:
    return Recognition.objects.get(version=document.current)
