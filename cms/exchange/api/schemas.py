"""What the API answers with, as its OpenAPI promises it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import Field

from cms.exchange.selection import Key

LARGEST_PAGE = 100
Words = Annotated[
    dict[str, str],
    Field(description="In each language that is known.", examples=[{"en": "Mexico"}]),
]


class Paging(Schema):
    """Which part of a list is asked for."""

    page: Key = Field(1, description="Number of the page, from 1.")
    page_size: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = Field(
        20, description="Records on each page."
    )


class Problem(Schema):
    """What went wrong (RFC 9457), in the reader's language."""

    type: str
    title: str
    status: int
    detail: str = ""


class Coded(Schema):
    """A code, and what it means."""

    code: str
    name: Words


class Named(Coded):
    """A party or body."""

    acronym: Words


class Day(Schema):
    """A date as well as it is known."""

    iso: str = Field(description="Year, year and month, or day.", examples=["2015-11"])
    precision: str
    is_of_meeting: bool = Field(description="Whether the paper itself has no date.")


class MeetingOfWork(Schema):
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


class Meeting(MeetingOfWork):
    """A meeting of a body."""

    kind: Coded
    status: Coded
    format: str
    is_fictional: bool


class Text(Schema):
    """A work in one language."""

    language: str
    status: str = Field(description="original, official or unofficial translation.")
    title: str
    address: str = Field(description="Of its page; empty where it has none.")
    sha256: str = Field(description="Of its canonical form.")


class File(Schema):
    """The newest version of a file of a work."""

    id: int
    title: str
    name: str
    language: str
    media_type: str
    size: int = Field(description="In bytes.")
    sha256: str
    pages: int | None
    version: int
    added_at: dt.datetime
    page_address: str
    address: str = Field(description="Empty while the file is held back.")


class FileOfWork(File):
    """A file, with the work it belongs to."""

    work: str = Field(description="The uuid of the work.")


class Related(Schema):
    """Another work: what it is to this one."""

    kind: str
    uuid: str
    symbol: str
    address: str


class Work(Schema):
    """A paper of the Conference as such, with its texts and files."""

    uuid: str
    symbol: str
    type: Coded
    state: Coded
    is_sample: bool = Field(description="Written for a demonstration; never adopted.")
    is_public: bool = Field(description="Whether everybody may read it now.")
    day: Day | None
    meeting: MeetingOfWork | None
    author: Named | None
    texts: list[Text]
    files: list[File]
    related: list[Related]
    rights: Words
    provenance: str
    address: str = Field(description="Its permanent address.")
    settled_at: dt.datetime | None
    changed_at: dt.datetime


class Paragraph(Schema):
    """A paragraph of a settled text."""

    id: str = Field(description="The same in every language, and for good.")
    position: int
    number: int | None = Field(description="By which it is cited; headings have none.")
    kind: str
    label: str
    level: int
    text: str
    charged: list[str] = Field(description="Codes of those whom it asks to act.")


class TextWithParagraphs(Text):
    """A text with its words."""

    work: str = Field(description="The uuid of the work.")
    symbol: str
    paragraphs: list[Paragraph]


class Party(Named):
    """A party that the Conference knows."""

    kind: Coded
    official: Words
    standing: str = Field(description="Today; empty where it has none.")


class Body(Named):
    """A body that meets."""

    kind: Coded
    parent: str | None = Field(description="Code of the body that it reports to.")


class Collection(Schema):
    """Works that an editor put together under a name."""

    slug: str = Field(description="To be used as a theme, or for its works.")
    name: Words
    description: Words
    count: int | None = Field(description="Of its works; none where it is a filter.")


class Page(Schema):
    """A part of a list."""

    count: int = Field(description="Of all records that fit.")
    next: str | None
    previous: str | None


class WorkPage(Page):
    """A part of a list of works."""

    results: list[Work]


class MeetingPage(Page):
    """A part of a list of meetings."""

    results: list[Meeting]


class PartyPage(Page):
    """A part of a list of parties."""

    results: list[Party]


class BodyPage(Page):
    """A part of a list of bodies."""

    results: list[Body]


class FilePage(Page):
    """A part of a list of files."""

    results: list[FileOfWork]


class CollectionPage(Page):
    """A part of a list of collections."""

    results: list[Collection]
