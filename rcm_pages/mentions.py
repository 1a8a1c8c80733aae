"""What the words of a paper refer to, as far as it is sure which paper is meant.

`Paragraph 12 of the Declaration of the XXI RCM` is; `the previous Declaration` is not.
The phrases are those that the importer finds; added are symbols, and `the XXI
Declaration`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings

from cms.works.cross_references import Mention, paper_named, symbol_named
from rcm_pages.importing.labels import roman_value
from rcm_pages.importing.references import mentions_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYMBOL = re.compile(
    rf"(?<![\w/]){re.escape(settings.CONFERENCE_SYMBOL)}(?:/[A-Za-z0-9][\w.\-]*)+"
)
# Kinds as the importer says them, and the types of Work that a meeting has once.
_TYPES = {
    "declaration": "declaration",
    "action_plan": "action_plan",
    "communique": "joint_communique",
    "conclusions": "conclusions",
    "decisions": "decisions",
}
_VICE_MINISTERS = "vm"
_MEETS = re.compile(
    r"\b(?:RCM|CRM|vice-?ministerial|conference|conferencia)\b", re.IGNORECASE
)
_OF_ANOTHER_BODY = re.compile(
    r"\b(?:RCGM|GRCM|consultation|consulta|extraordinar\w+|annex|anexo)\b",
    re.IGNORECASE,
)
_ORDINAL_FIRST = re.compile(
    r"\b(?:(?:paragraph|p[áa]rrafo|point|punto)\s+(?P<number>\d{1,3})\s+"
    r"(?:of|de|del|de la)\s+(?:the\s+|la\s+|el\s+)?)?"
    r"(?P<ordinal>[IVXL]{1,7})\s+(?:vice-?ministerial\s+)?"
    r"(?P<kind>declaration|action plan|declaraci[óo]n|plan de acci[óo]n)\b",
    re.IGNORECASE,
)
_KINDS = {"d": "declaration", "a": "action_plan", "p": "action_plan"}


def find(text: str) -> Iterator[Mention]:
    """Yield the mentions of other papers in the words of a paragraph."""
    for found in _SYMBOL.finditer(text):
        # A full stop ends the sentence, not the symbol.
        said = found[0].rstrip(".-")
        start = found.start()
        yield Mention(start, start + len(said), symbol_named(said))
    for start, end, reference in mentions_in(text):
        type_code = _TYPES.get(reference.kind)
        said = text[start:end]
        sure = _MEETS.search(said) and not _OF_ANOTHER_BODY.search(said)
        if type_code and reference.ordinal and sure:
            named = paper_named(_VICE_MINISTERS, reference.ordinal, type_code)
            yield Mention(start, end, named, _number(reference.paragraph))
    for found in _ORDINAL_FIRST.finditer(text):
        ordinal = roman_value(found["ordinal"]) if found["ordinal"].isupper() else None
        if ordinal:
            kind = _KINDS[found["kind"][0].lower()]
            named = paper_named(_VICE_MINISTERS, ordinal, kind)
            yield Mention(*found.span(), named, _number(found["number"]))


def _number(said: str | None) -> int | None:
    """Return the first number of such as `12`, `12-14`; None for what is none."""
    found = re.match(r"\d{1,3}(?![\d.])", said or "")
    return int(found[0]) or None if found else None
