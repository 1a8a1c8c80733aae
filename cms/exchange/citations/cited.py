"""What every citation says of a work, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from cms.conference.dates import say_dates
from cms.exchange.cleaning import one_line
from cms.exchange.description import in_language
from cms.works.models import Expression
from cms.works.states import WorkState

if TYPE_CHECKING:
    from cms.exchange.description import Day, Description
    from cms.exchange.kinds import Kind


@dataclass(frozen=True)
class Cited:
    """A work as cited in a language; every word of it stands on one line."""

    key: str
    kind: Kind
    author: str
    publisher: str
    title: str
    genre: str
    symbol: str
    # The language of the title; that of the words around it is the reader's.
    language: str
    meeting: str
    place: str
    day: Day | None
    date_in_words: str
    address: str
    remarks: tuple[str, ...]


def _remarks(description: Description, status: str) -> list[str]:
    """Return what nobody who cites it should leave unsaid."""
    said = []
    if description.is_sample:
        said.append(gettext("Sample, not an adopted text"))
    if status == Expression.Status.UNOFFICIAL:
        said.append(gettext("Unofficial translation"))
    if description.state == WorkState.SUPERSEDED:
        said.append(gettext("Superseded by a later text"))
    if description.day and description.day.is_of_meeting:
        said.append(gettext("The date is that of the meeting"))
    return said


def cite(description: Description, language: str) -> Cited:
    """Say a work as it is cited in a language."""
    text = description.text_in(language)
    meeting, day = description.meeting, description.day
    with override(language):
        remarks = _remarks(description, text.status if text else "")
        words = say_dates(day.first, day.last, day.precision) if day else ""
    symbol = one_line(description.symbol)
    key = "".join(c if c.isascii() and c.isalnum() else "-" for c in symbol)
    return Cited(
        key=key.strip("-") or description.uuid,
        kind=description.kind,
        author=one_line(description.by(language)),
        publisher=one_line(in_language(description.conference, language)),
        title=one_line(text.title if text else "") or symbol or description.uuid,
        genre=one_line(in_language(description.type_name, language)),
        symbol=symbol,
        language=text.language if text else language,
        meeting=one_line(in_language(meeting.name, language)) if meeting else "",
        place=one_line(in_language(meeting.place, language)) if meeting else "",
        day=day,
        date_in_words=words,
        address=description.address,
        remarks=tuple(remarks),
    )


def in_words(cited: Cited) -> str:
    """Return the citation as it stands in a footnote."""
    parts = [
        cited.author, cited.title, cited.symbol, cited.place, cited.date_in_words,
    ]  # fmt: skip
    said = ", ".join(part for part in parts if part)
    if cited.remarks:
        said = f"{said} [{'; '.join(cited.remarks)}]"
    return f"{said}, {cited.address}" if cited.address else said
