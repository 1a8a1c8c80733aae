"""Names as people type them: of rows, and of the states."""

from __future__ import annotations

import re
import unicodedata

from cms.conference.models import Party
from rcm_pages.financial_reports.figures import LONGEST_NAME
from rcm_pages.financial_reports.workbooks.words import fold

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]"
)


def clean_name(text: str) -> str:
    """Return a name in one line, composed, without what cannot be seen."""
    plain = _CONTROL.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(plain.split())[:LONGEST_NAME]


def ways_to_name_states() -> dict[str, str]:
    """Return every name of every state that the Conference knows, folded → its code.

    In both languages, short and long, those of earlier times, and the code itself.
    """
    found: dict[str, str] = {}
    states = Party.objects.filter(kind=Party.Kind.STATE).prefetch_related("names")
    for party in states:
        said = [party.name_en, party.name_es, party.official_en, party.official_es]
        for earlier in party.names.all():
            said += [earlier.name_en, earlier.name_es]
        for name in (*said, party.code):
            if name:
                found.setdefault(fold(name), party.code)
    return found
