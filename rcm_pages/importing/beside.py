"""A paper under review and its other language, paragraph beside paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcm_pages.importing.forms import KIND_CHOICES
from rcm_pages.importing.pairs import sister_of

if TYPE_CHECKING:
    from rcm_pages.importing.alignment import Alignment
    from rcm_pages.importing.models import Import
    from rcm_pages.importing.pairs import Sister


@dataclass(frozen=True)
class Beside:
    """What the review screen says of the other language."""

    sister: Sister
    alignment: Alignment
    places: dict[int, int]

    @classmethod
    def of(cls, record: Import) -> Beside | None:
        """Set a paper beside its other language; None where that has not come in."""
        sister = sister_of(record)
        if sister is None:
            return None
        return cls(sister, sister.alignment, sister.alignment.second_of())

    def text_at(self, place: int | None) -> str:
        """Return the text beside a paragraph of the paper, empty if there is none."""
        at = self.places.get(place) if place is not None else None
        if at is None:
            return ""
        row = self.sister.rows[at]
        return f"{row.get('label', '')} {row['text']}".strip()

    @property
    def counts(self) -> list[dict[str, Any]]:
        """How many of each kind both texts have, where they differ."""
        names = dict(KIND_CHOICES)
        return [
            {"kind": names.get(kind, kind), "here": here, "there": there}
            for kind, (here, there) in self.alignment.counts.items()
        ]

    @property
    def only_here(self) -> list[int]:
        """The numbers of the paragraphs with nothing beside them, counted from 1."""
        return [place + 1 for place in self.alignment.only_first]

    @property
    def only_there(self) -> list[dict[str, Any]]:
        """The paragraphs of the other language that this paper lacks."""
        return [
            {"number": at + 1, "text": self.sister.rows[at]["text"]}
            for at in self.alignment.only_second
        ]
