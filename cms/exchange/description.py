"""The description of a work: one plain record from which all formats are written.

What has a name in each language stands in ``Words``: language → word. What is not
known is empty or ``None``; nothing here asks the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cms.conference.dates import Precision

if TYPE_CHECKING:
    import datetime as dt

    from cms.exchange.kinds import Kind

Words = dict[str, str]
_TO_THE_DAY = (Precision.DAY, Precision.FROM)


def in_language(words: Words, language: str) -> str:
    """Return the word in a language, else in any that there is, else nothing."""
    return words.get(language) or next((word for word in words.values() if word), "")


@dataclass(frozen=True)
class Day:
    """A date as well as it is known; ``is_of_meeting``: the paper itself has none."""

    first: dt.date
    last: dt.date | None = None
    precision: str = Precision.DAY
    is_of_meeting: bool = False

    @property
    def month(self) -> int | None:
        """The month, where it is known."""
        if self.precision == Precision.BETWEEN:
            same = self.last and f"{self.first:%Y-%m}" == f"{self.last:%Y-%m}"
            return self.first.month if same or self.last is None else None
        if self.precision in (*_TO_THE_DAY, Precision.MONTH):
            return self.first.month
        return None

    @property
    def day(self) -> int | None:
        """The day, where it is known."""
        return self.first.day if self.precision in _TO_THE_DAY else None

    @property
    def iso(self) -> str:
        """As W3C's profile of ISO 8601 writes it, no more exactly than it is known."""
        parts = [f"{self.first.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True)
class Named:
    """A party or body: its code and its name."""

    code: str
    name: Words
    acronym: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """The meeting that a work is a paper of."""

    id: int
    name: Words
    body: Named
    ordinal: int | None
    day: Day | None
    ends_on: dt.date | None
    place: Words
    host: Named | None
    theme: Words


@dataclass(frozen=True)
class Text:
    """The work in one language; ``address`` is empty where no page shows it."""

    id: int
    language: str
    status: str
    title: str
    address: str
    sha256: str


@dataclass(frozen=True)
class File:
    """The newest version of a file; ``address`` is empty where it is held back."""

    id: int
    title: str
    name: str
    language: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    version: int
    added_at: dt.datetime
    page_address: str
    address: str


@dataclass(frozen=True)
class Related:
    """Another work that the reader may read: ``kind`` as seen from this one."""

    kind: str
    uuid: str
    symbol: str
    address: str


@dataclass(frozen=True)
class Description:
    """All that is handed on of a work."""

    id: int
    uuid: str
    symbol: str
    type_code: str
    type_name: Words
    kind: Kind
    state: str
    state_name: Words
    is_sample: bool
    is_public: bool
    conference: Words
    day: Day | None
    meeting: Meeting | None
    author: Named | None
    texts: tuple[Text, ...]
    files: tuple[File, ...]
    related: tuple[Related, ...]
    rights: Words
    provenance: str
    address: str
    settled_at: dt.datetime | None
    changed_at: dt.datetime

    @property
    def titles(self) -> Words:
        """The title in each language that the work has."""
        return {text.language: text.title for text in self.texts}

    @property
    def original(self) -> Text | None:
        """The text that was written first, as far as anybody said so."""
        originals = (text for text in self.texts if text.status == "original")
        return next(originals, next(iter(self.texts), None))

    def text_in(self, language: str) -> Text | None:
        """Return the text in a language, else the original."""
        return next((t for t in self.texts if t.language == language), self.original)

    def by(self, language: str) -> str:
        """Return who answers for it: its author, else the Conference."""
        said = self.author.name if self.author else self.conference
        return in_language(said, language)
