"""CSL-JSON: plain JSON, for which no library is needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.exchange.citations.cited import Cited


def _entry(cited: Cited) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": cited.key,
        "type": cited.kind.csl,
        "title": cited.title,
        "author": [{"literal": cited.author}] if cited.author else [],
        "genre": cited.genre,
        "number": cited.symbol,
        "publisher": cited.publisher,
        "publisher-place": cited.place,
        "event-title": cited.meeting,
        "language": cited.language,
        "note": "; ".join(cited.remarks),
        "URL": cited.address,
    }
    if cited.day:
        day = cited.day
        known = [part for part in (day.first.year, day.month, day.day) if part]
        fields["issued"] = {"date-parts": [known]}
    return {name: value for name, value in fields.items() if value}


def write(works: Iterable[Cited]) -> str:
    """Write works as a list of CSL-JSON."""
    return json.dumps([_entry(cited) for cited in works], ensure_ascii=False, indent=1)
