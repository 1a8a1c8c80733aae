"""Descriptions made by hand, without a database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cms.exchange.description import Day, Description, Meeting, Named, Text
from cms.exchange.kinds import DECIDED_TEXT

CHANGED = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)


def text(title: str = "Plan of Action", language: str = "en", **fields: Any) -> Text:
    """Describe a text in one language."""
    said = {
        "id": 7,
        "status": "original",
        "address": f"https://example.org/{language}/plan/",
        "sha256": "ab" * 32,
    }
    return Text(title=title, language=language, **(said | fields))


def meeting(**fields: Any) -> Meeting:
    """Describe the XX Vice-Ministerial Meeting."""
    said: dict[str, Any] = {
        "id": 20,
        "name": {"en": "XX Meeting", "es": "XX Reunión"},
        "body": Named("vm", {"en": "Vice-Ministers", "es": "Viceministros"}),
        "ordinal": 20,
        "day": Day(dt.date(2015, 11, 11), is_of_meeting=True),
        "ends_on": dt.date(2015, 11, 12),
        "place": {"en": "Mexico City, Mexico", "es": "Ciudad de México, México"},
        "host": Named("MX", {"en": "Mexico", "es": "México"}),
        "theme": {},
    }
    return Meeting(**(said | fields))


def description(**fields: Any) -> Description:
    """Describe an Action Plan; whatever is given differs."""
    said: dict[str, Any] = {
        "id": 1,
        "uuid": "8d7e7c1e-3b0c-4a53-9d7a-0123456789ab",
        "symbol": "RCM/VM/XX/2015/AP",
        "type_code": "action_plan",
        "type_name": {"en": "Action Plan", "es": "Plan de Acción"},
        "kind": DECIDED_TEXT,
        "state": "adopted",
        "state_name": {"en": "adopted", "es": "adoptado"},
        "is_sample": False,
        "is_public": True,
        "conference": {"en": "Conference", "es": "Conferencia"},
        "day": Day(dt.date(2015, 11, 12)),
        "meeting": meeting(),
        "author": None,
        "texts": (text(), text("Plan de Acción", "es", id=8, status="official")),
        "files": (),
        "related": (),
        "rights": {},
        "provenance": "",
        "address": "https://example.org/reference/RCM/VM/XX/2015/AP",
        "settled_at": CHANGED,
        "changed_at": CHANGED,
    }
    return Description(**(said | fields))
