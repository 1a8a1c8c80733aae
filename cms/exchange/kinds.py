"""What a type of work is called by those who cite it, in each of their formats.

A conference says for its types which they are; whatever nobody spoke of is a report.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of publication in the words of BibTeX, RIS, CSL and schema.org."""

    bibtex: str
    ris: str
    csl: str
    schema: str


REPORT = Kind("techreport", "RPRT", "report", "Report")
# What the states decided together. No format knows declarations of conferences:
# RIS has them as documents of governments, CSL and BibTeX name the genre beside it.
DECIDED_TEXT = Kind("misc", "GOVDOC", "document", "DigitalDocument")

_kinds: dict[str, Kind] = {}


def register(kind: Kind, *type_codes: str) -> None:
    """Say how works of some types are cited."""
    _kinds.update(dict.fromkeys(type_codes, kind))


def kind_of(type_code: str) -> Kind:
    """Return how works of a type are cited."""
    return _kinds.get(type_code, REPORT)
