"""The formats of citations, by the ending of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.exchange.citations import bibtex, csl, ris
from cms.exchange.citations.cited import cite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cms.exchange.citations.cited import Cited
    from cms.exchange.description import Description


@dataclass(frozen=True)
class Format:
    """A format: its own name, its media type, and what writes it."""

    ending: str
    name: str
    media_type: str
    write: Callable[[Iterable[Cited]], str]


FORMATS = {
    each.ending: each
    for each in (
        Format("bib", "BibTeX", "application/x-bibtex", bibtex.write),
        Format("ris", "RIS", "application/x-research-info-systems", ris.write),
        Format(
            "json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl.write
        ),
    )
}


def write(descriptions: Iterable[Description], *, ending: str, language: str) -> str:
    """Write works in a format, each in the language asked for where it has it.

    Raises KeyError if there is no such format.
    """
    return FORMATS[ending].write(cite(each, language) for each in descriptions)
