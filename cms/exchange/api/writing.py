"""Descriptions and records of the Conference in the shape of the API."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from cms.exchange import naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cms.catalogue.collections import Found
    from cms.conference.models import Body, Meeting, Party
    from cms.exchange.description import Day, Description
    from cms.works.models import Expression

_OUR_OWN = frozenset(
    {"id", "kind", "type_code", "type_name", "state", "state_name", "conference"}
)


def _day(day: Day | None) -> dict[str, Any] | None:
    if day is None:
        return None
    return {
        "iso": day.iso,
        "precision": str(day.precision),
        "is_of_meeting": day.is_of_meeting,
    }


def _coded(code: str, name: dict[str, str]) -> dict[str, Any]:
    return {"code": code, "name": name}


def _choice(record: Any, field: str) -> dict[str, Any]:
    """Say a choice by its code and in every language."""
    said = naming.say(getattr(record, f"get_{field}_display"))
    return _coded(getattr(record, field), said)


def work(described: Description) -> dict[str, Any]:
    """Write a work."""
    fields = {
        field.name: getattr(described, field.name)
        for field in dataclasses.fields(described)
        if field.name not in _OUR_OWN
    }
    meeting = described.meeting
    return fields | {
        "type": _coded(described.type_code, described.type_name),
        "state": _coded(described.state, described.state_name),
        "day": _day(described.day),
        "meeting": meeting and vars(meeting) | {"day": _day(meeting.day)},
    }


def works(described: Iterable[Description]) -> list[dict[str, Any]]:
    """Write works."""
    return [work(each) for each in described]


def text(expression: Expression, described: Description) -> dict[str, Any]:
    """Write a text with its paragraphs, which were fetched with it."""
    of_it = next(each for each in described.texts if each.id == expression.pk)
    paragraphs = [
        {
            "id": str(each.block_id),
            "position": each.position,
            "number": each.number,
            "kind": each.kind,
            "label": each.label,
            "level": each.level,
            "text": each.text,
            "charged": list(each.charged),
        }
        for each in expression.paragraphs.all()
    ]
    return vars(of_it) | {
        "work": described.uuid,
        "symbol": described.symbol,
        "paragraphs": paragraphs,
    }


def meeting(record: Meeting) -> dict[str, Any]:
    """Write a meeting; body and host were fetched with it."""
    described = naming.meeting_of(record)
    return vars(described) | {
        "day": _day(described.day),
        "kind": _choice(record, "kind"),
        "status": _choice(record, "status"),
        "format": record.format,
        "is_fictional": record.is_fictional,
    }


def meetings(records: Sequence[Meeting]) -> list[dict[str, Any]]:
    """Write meetings."""
    return [meeting(each) for each in records]


def parties(
    records: Sequence[Party], standings: dict[int, str]
) -> list[dict[str, Any]]:
    """Write parties with their standings of today, by their keys."""
    return [
        {
            **_named(each),
            "kind": _choice(each, "kind"),
            "official": _official(each),
            "standing": standings.get(each.pk, ""),
        }
        for each in records
    ]


def bodies(records: Sequence[Body]) -> list[dict[str, Any]]:
    """Write bodies; those they report to were fetched with them."""
    return [
        {
            **_named(each),
            "kind": _choice(each, "kind"),
            "parent": each.parent.code if each.parent else None,
        }
        for each in records
    ]


def collections(records: Sequence[Found]) -> list[dict[str, Any]]:
    """Write collections with the number of works that the reader may read."""
    return [
        {
            "slug": each.collection.slug,
            "name": naming.stored(each.collection, "name"),
            "description": naming.stored(each.collection, "description"),
            "count": each.number,
        }
        for each in records
    ]


def _named(record: Any) -> dict[str, Any]:
    named = naming.named(record)
    return vars(named) if named else {}


def _official(party: Party) -> dict[str, str]:
    said = {}
    for language in naming.LANGUAGES:
        with override(language):
            said[language] = party.official
    return said
