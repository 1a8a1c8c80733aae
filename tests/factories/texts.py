"""Settled texts with any paragraphs, in one language or in two."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale

from cms.conference.models import Meeting
from cms.works import actions as works
from cms.works.models import Expression, Work
from rcm_pages.importing.builder import PAGE_TYPES
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.work_types import ACTION_PLAN

if TYPE_CHECKING:
    from collections.abc import Sequence

# A paragraph: its id (shared by the languages), kind, label and words.
Row = tuple[str, str, str, str]


def rows(*texts: str, kind: str = "item", label: str = "") -> list[Row]:
    """Return paragraphs of one kind with these words, each with an id of its own."""
    return [(str(uuid.uuid4()), kind, label, text) for text in texts]


def translated(first: Sequence[Row], text: str = "{}") -> list[Row]:
    """Return the same paragraphs, by their ids, with other words."""
    return [
        (key, kind, label, text.format(at))
        for at, (key, kind, label, _words) in enumerate(first, start=1)
    ]


def _block(row: Row) -> dict[str, Any]:
    key, kind, label, text = row
    value: dict[str, Any] = {"text": text, "charged": []}
    if kind in ("heading", "chapeau", "item"):
        value["label"] = label
    if kind == "item":
        value["level"] = 1
    return {"type": kind, "id": key, "value": value}


def recorded_text(
    texts: dict[str, Sequence[Row]],
    *,
    type_code: str = ACTION_PLAN.code,
    ordinal: int = 20,
    title: str = "Text under test",
    **fields: Any,
) -> Work:
    """Record a text of a meeting of the Vice-Ministers, with its provenance.

    The site must be set up for the meeting.
    """
    meeting = Meeting.objects.get(body__code="vm", ordinal=ordinal)
    fields.setdefault("provenance", "Found in a test")
    work = works.create_work(type_code=type_code, meeting=meeting, by=None, **fields)
    key = uuid.uuid4()
    for language, paragraphs in texts.items():
        parent = MeetingPage.objects.get(
            meeting=meeting, locale__language_code=language
        )
        page = PAGE_TYPES[type_code](
            title=title,
            slug=f"text-{work.pk}",
            body=[_block(row) for row in paragraphs],
            locale=Locale.objects.get(language_code=language),
            translation_key=key,
            live=False,
        )
        parent.add_child(instance=page)
        page.save_revision()
        is_first = language == next(iter(texts))
        works.add_expression(
            work=work,
            page=page,
            status=Expression.Status.ORIGINAL
            if is_first
            else Expression.Status.UNOFFICIAL,
            by=None,
        )
    return works.enter_as_recorded(work=work, by=None)
