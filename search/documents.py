"""What the archive gives to be found: documents made of sections."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

SectionKind = Literal["body", "file", "title_block", "summary"]


@dataclass(frozen=True)
class Section:
    """A paragraph, or a page of a file, with the address where a reader finds it."""

    text: str
    kind: SectionKind
    locator: str
    label: str = ""


@dataclass(frozen=True)
class SearchDocument:
    """One findable thing; its key is always `source:object_id`.

    Documents of one `group` are the same thing in several languages.
    """

    key: str
    source: str
    group: str
    language: str
    title: str
    sections: tuple[Section, ...]
    audience: frozenset[str]
    url: str
    symbol: str = ""
    date: datetime.date | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    summary: str = ""

    def __post_init__(self) -> None:
        """Refuse what no engine could take, while it is clear whose fault it is."""
        if not self.key.startswith(f"{self.source}:"):
            msg = f"The key {self.key!r} does not begin with {self.source!r}."
            raise ValueError(msg)
        if isinstance(self.date, datetime.datetime):
            msg = f"{self.key} has an instant in place of a date."
            raise TypeError(msg)
        values = (value for each in self.facets.values() for value in each)
        terms = (self.key, self.language, self.symbol, *self.audience, *values)
        # Raises for half a surrogate pair, and for what is no text at all.
        "".join(terms).encode()
        "".join((self.title, self.summary, *(each.text for each in self.sections)))


def to_json(document: SearchDocument) -> bytes:
    """Return the document as an engine stores it."""
    values = {
        **vars(document),
        "sections": [
            [section.text, section.kind, section.locator, section.label]
            for section in document.sections
        ],
        "audience": sorted(document.audience),
        "date": document.date.isoformat() if document.date else None,
        "facets": {name: list(values) for name, values in document.facets.items()},
    }
    # ASCII, so that even half a surrogate pair in somebody's PDF can be stored.
    return json.dumps(values, separators=(",", ":")).encode("ascii")


def from_json(stored: bytes) -> SearchDocument:
    """Return the document that was stored."""
    values: dict[str, Any] = json.loads(stored)
    date = values.pop("date")
    return SearchDocument(
        sections=tuple(Section(*section) for section in values.pop("sections")),
        audience=frozenset(values.pop("audience")),
        date=datetime.date.fromisoformat(date) if date else None,
        facets={name: tuple(each) for name, each in values.pop("facets").items()},
        **values,
    )
