"""Works, files and meetings as JSON: what is known of them, in words that last.

Names of people stand in packages for those who may know them; a package of what
everybody may read says capacities only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cms.audit.models import Event
from cms.works.canonical import sha256
from cms.works.readers import say_audience

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.conference.models import Meeting
    from cms.documents.models import Document, DocumentVersion
    from cms.works.models import Expression, Relation, Work

FORMAT = "cms.keeping 1"
# What happened to a work: how it came to be, who decided, who reads it.
_TOLD = ("works.", "approval.")


def as_json(record: dict[str, Any]) -> bytes:
    """Write a record so that people can read it too."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _instant(at: Any) -> str | None:
    return at.isoformat() if at else None


def meeting_record(meeting: Meeting) -> dict[str, Any]:
    """Return what is known of a meeting."""
    return {
        "format": FORMAT,
        "id": meeting.pk,
        "body": {"code": meeting.body.code, "en": meeting.body.name_en,
                 "es": meeting.body.name_es},
        "kind": meeting.kind,
        "ordinal": meeting.ordinal,
        "title": {"en": meeting.title_en, "es": meeting.title_es},
        "status": meeting.status,
        "starts_on": _instant(meeting.starts_on),
        "ends_on": _instant(meeting.ends_on),
        "dates_known_as": meeting.precision,
        "city": {"en": meeting.city_en, "es": meeting.city_es},
        "venue": {"en": meeting.venue_en, "es": meeting.venue_es},
        "host": meeting.host.code if meeting.host else None,
        "theme": {"en": meeting.theme_en, "es": meeting.theme_es},
        "source": meeting.source,
        "fictional": meeting.is_fictional,
    }  # fmt: skip


def events_of(work: Work, *, with_names: bool) -> list[dict[str, Any]]:
    """Return what happened to a work: approvals with the hash that was decided on."""
    told = [e for e in Event.objects.about(work) if e.verb.startswith(_TOLD)]
    rows = []
    for event in told:
        row = {
            "at": _instant(event.at),
            "what": event.verb,
            "capacity": event.capacity,
            "step": event.data.get("step"),
            "sha256": event.data.get("sha256"),
        }
        if with_names:
            row["who"] = event.shown_name
        rows.append({key: value for key, value in row.items() if value})
    return rows


def canonical_of(expression: Expression) -> str:
    """Return the text as canonical JSON: as frozen, else the draft as it stands."""
    if expression.canonical or expression.page is None:
        return expression.canonical
    page = expression.page.specific
    return str(page.get_latest_revision_as_object().canonical())


def text_record(expression: Expression, canonical: str) -> dict[str, Any]:
    """Return a text with its paragraphs: ids, labels, numbers, who is charged."""
    content = json.loads(canonical) if canonical else {}
    numbers = {
        row.position: row.number for row in expression.paragraphs.order_by("position")
    }
    paragraphs = [
        {**paragraph, "position": position, "number": numbers.get(position)}
        for position, paragraph in enumerate(content.get("paragraphs", []), start=1)
    ]
    return {
        "language": expression.language,
        "status": expression.status,
        "title": content.get("title") or expression.title,
        "title_block": content.get("title_block", ""),
        "sha256": expression.sha256 or None,
        "sha256_of_draft": None if expression.sha256 else sha256(canonical),
        "address": expression.url,
        "paragraphs": paragraphs,
    }


def as_text(record: dict[str, Any]) -> bytes:
    """Write a text in plain words, each paragraph with its label as printed."""
    paragraphs = [
        f"{paragraph.get('label') or ''} {paragraph['text']}".strip()
        for paragraph in record["paragraphs"]
    ]
    parts = [record["title_block"] or record["title"], *paragraphs]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def version_record(
    version: DocumentVersion, *, path: str, fault: str, with_names: bool
) -> dict[str, Any]:
    """Return a version of a file: where it lies in the package, or what is wrong."""
    record = {
        "number": version.number,
        "name": version.name,
        "path": path or None,
        "sha256": version.sha256,
        "size": version.size,
        "kind": version.kind,
        "note": version.note,
        "added_at": _instant(version.created_at),
    }
    if fault:
        record["fault"] = fault
    if with_names:
        record["added_by"] = str(version.created_by) if version.created_by else ""
    return record


def file_record(
    document: Document, versions: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    """Return a file with its versions."""
    return {
        "id": document.pk,
        "title": document.title,
        "language": document.language,
        "audience": document.audience or document.opened_to or None,
        "versions": list(versions),
    }


def work_record(
    work: Work,
    *,
    texts: list[dict[str, Any]],
    files: list[dict[str, Any]],
    relations: Iterable[Relation],
    with_names: bool,
) -> dict[str, Any]:
    """Return a work with its texts, files, approvals, provenance and audience."""
    return {
        "format": FORMAT,
        "uuid": str(work.uuid),
        "symbol": work.symbol,
        "type": work.type_code,
        "state": work.state,
        "meeting": work.meeting_id,
        "dated_on": _instant(work.dated_on),
        "author": work.author.code if work.author else None,
        "audience": {
            "said": work.audience or None,
            "read_now_by": say_audience(work) or "everybody",
        },
        "provenance": work.provenance,
        "sample": work.is_sample,
        "created_at": _instant(work.created_at),
        "settled_at": _instant(work.settled_at),
        "relations": [
            {"kind": r.kind, "to": str(r.to.uuid), "symbol": r.to.symbol}
            for r in relations
        ],
        "texts": texts,
        "files": files,
        "events": events_of(work, with_names=with_names),
    }
