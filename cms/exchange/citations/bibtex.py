"""BibTeX, written by pybtex: UTF-8, whatever TeX would read as its own escaped."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.exchange.citations.cited import Cited

# pybtex escapes &, %, _, # and ~. These it passes on, and BibTeX counts even an
# escaped brace, so that a brace must not be written as one.
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "^": r"\textasciicircum{}",
    }
)
_LANGUAGES = {"en": "english", "es": "spanish"}


def _plain(text: str) -> str:
    return text.translate(_ESCAPED)


def _whole(text: str) -> str:
    """Keep a text as it is: no style lowers its capitals, no name is taken apart."""
    return f"{{{_plain(text)}}}" if text else ""


def _entry(cited: Cited) -> Entry:
    is_report = cited.kind.bibtex == "techreport"
    fields = {
        "author": _whole(cited.author),
        "title": _whole(cited.title),
        "institution" if is_report else "publisher": _whole(cited.publisher),
        "type": _plain(cited.genre),
        "number": _plain(cited.symbol),
        "howpublished": ""
        if is_report
        else _plain(", ".join(filter(None, (cited.genre, cited.symbol)))),
        "eventtitle": _whole(cited.meeting),
        "address": _plain(cited.place),
        "year": f"{cited.day.first.year:04}" if cited.day else "",
        "month": str(cited.day.month or "") if cited.day else "",
        "date": cited.day.iso if cited.day else "",
        "note": _plain("; ".join(cited.remarks)),
        "url": cited.address,
        "langid": _LANGUAGES.get(cited.language, cited.language),
        "language": cited.language,
    }
    return Entry(cited.kind.bibtex, [pair for pair in fields.items() if pair[1]])


class _Writer(Writer):
    """Leaves an address as it is: whoever reads this field takes it verbatim."""

    def _write_field(self, stream: IO[str], type: str, value: str) -> None:
        if type == "url":
            stream.write(f",\n    url = {{{value}}}")
        else:
            super()._write_field(stream, type, value)


def write(works: Iterable[Cited]) -> str:
    """Write works as one BibTeX database."""
    entries = {cited.key: _entry(cited) for cited in works}
    return str(_Writer("utf-8").to_string(BibliographyData(entries)))
