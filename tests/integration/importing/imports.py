"""Imports that wait for review, and what the review screen posts for them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.documents.models import Document, DocumentVersion
from cms.works.models import Expression, Work
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.importing import actions
from rcm_pages.importing.models import Import

if TYPE_CHECKING:
    from cms.accounts.models import User

LINES = [
    "ACTION PLAN UNDER TEST",
    "The Vice-Ministers agree:",
    "I. Papers",
    "a) The Technical Secretariat will keep the papers.",
    "b) The Troika will read them.",
    "page 1",
]
BOTH = ("en", "es")


def segment(kind: str, text: str, line: int, **more: Any) -> dict[str, Any]:
    """Return one recognised paragraph, without suggestions unless they are given."""
    return {
        "kind": kind,
        "label": "",
        "level": 0,
        "text": text,
        "charged": [],
        "reasons": [],
        "deadlines": [],
        "source": [line, line],
    } | more


def said(**changes: Any) -> dict[str, Any]:
    """Return what the child says of ``LINES``: four paragraphs, one line left out."""
    result = {
        "title": "ACTION PLAN UNDER TEST",
        "title_block": "ACTION PLAN UNDER TEST",
        "language": "en",
        "type": "action_plan",
        "body": "vice_ministerial",
        "ordinal": 20,
        "place": "Mexico City",
        "starts_on": "2015-11-11",
        "ends_on": "2015-11-12",
        "segments": [
            segment("opening", "The Vice-Ministers agree:", 2),
            segment("heading", "Papers", 3, label="I.", level=1),
            segment(
                "item",
                "The Technical Secretariat will keep the papers.",
                4,
                label="a)",
                level=1,
                charged=["TS"],
                reasons=["subject: The Technical Secretariat will"],
            ),
            segment(
                "item",
                "The Troika will read them.",
                5,
                label="b)",
                level=1,
                charged=["TROIKA"],
                reasons=["subject: The Troika will"],
            ),
        ],
        "furniture": ["page 1"],
    }
    return {"lines": list(LINES), "result": result | changes, "notes": []}


def vm(ordinal: int = 20) -> Meeting:
    """Return a meeting of the Vice-Ministers."""
    return Meeting.objects.get(body__code="vm", ordinal=ordinal)


def waiting(
    *, by: User | None = None, content: bytes = b"a) To keep them.", **more: Any
) -> Import:
    """Take a file in that nobody has read yet."""
    name = more.pop("name", "paper.txt")
    return actions.take_in(
        meeting=more.pop("meeting", None) or vm(),
        content=io.BytesIO(content),
        name=name,
        by=by,
        **more,
    )


def under_review(*, by: User | None = None, **changes: Any) -> Import:
    """Give an import that waits for its editor; each language has bytes of its own."""
    more = {
        key: changes.pop(key)
        for key in ("meeting", "content", "is_sample")
        if key in changes
    }
    told = said(**changes)
    more.setdefault("content", f"paper in {told['result']['language']}".encode())
    return actions.keep_recognition(
        record=waiting(by=by, queue=False, **more), said=told
    )


def posted(record: Import, **changes: Any) -> dict[str, Any]:
    """Return what the browser posts for an import that nobody has touched."""
    segments = record.result["segments"]
    data: dict[str, Any] = {
        "edition": record.edition,
        "title": record.result["title"],
        "type_code": record.type_code,
        "language": record.language,
        "place": record.result["place"],
        "starts_on": record.result["starts_on"] or "",
        "ends_on": record.result["ends_on"] or "",
        "title_block": record.result["title_block"],
        "s-TOTAL_FORMS": len(segments),
        "s-INITIAL_FORMS": len(segments),
        "do": "save",
    }
    for index, row in enumerate(segments):
        for name in ("kind", "label", "level", "text"):
            data[f"s-{index}-{name}"] = row[name]
        data[f"s-{index}-origin"] = index
    return data | changes


def all_confirmed(record: Import) -> Import:
    """Confirm every actor that was suggested, as a person does one by one."""
    rows = [
        row | {"confirmed": list(row["charged"])} for row in record.result["segments"]
    ]
    return actions.correct(
        record=record,
        result=record.result | {"segments": rows},
        type_code=record.type_code,
        edition=record.edition,
        by=record.created_by,
    )


def rows() -> dict[str, int]:
    """Count whatever an import could leave behind."""
    kinds = (Document, DocumentVersion, Import, Work, Expression, Event, ActionPlanPage)
    return {kind.__name__: kind.objects.count() for kind in kinds}
