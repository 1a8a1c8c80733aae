"""Names that every file system and every archivist's tool takes."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Windows keeps these for itself, whatever their ending.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_LONGEST_ENDING = 10
# Letters that take no accent off.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)


def _plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    ascii_only = "".join(c for c in spread if not unicodedata.combining(c))
    return _UNSAFE.sub("-", ascii_only)


def safe(name: str) -> str:
    """Return a name of plain letters, digits, dots and dashes; never empty.

    Accents go, whatever else is no such character becomes a dash; the ending stays. A
    safe name comes out unchanged. Two names may become one: whoever writes them into
    one folder adds a number.
    """
    stem, dot, ending = _plain(name).rpartition(".")
    if not dot or not stem.strip("._-") or len(ending) > _LONGEST_ENDING:
        stem, ending = _plain(name), ""
    stem, ending = stem.strip("._-"), ending.strip("._-")
    whole = ".".join(
        part for part in (stem[: LONGEST - _LONGEST_ENDING - 2], ending) if part
    )
    whole = whole.strip("._-") or "file"
    return f"x-{whole}" if _RESERVED.match(whole) else whole
