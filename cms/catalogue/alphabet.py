"""The order of the alphabet in the reader's language, the same on every database.

A database sorts by the collation that its server happens to have, SQLite by bytes; so
what readers see in alphabetical order is sorted here. Accents do not count, case does
not count, numbers count as numbers, and in Spanish ñ follows n.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import get_language

_NUMBERS = re.compile(r"\d+")
_DIGITS = 9
# Sorts after every letter that follows an n: "nz" stands before "ña".
_AFTER_N = "n\U0010ffff"
_TILDE = "\u0303"


def _padded(number: re.Match[str]) -> str:
    return str(int(number.group())).zfill(_DIGITS)


def sort_key(text: str, language: str | None = None) -> tuple[str, str]:
    """Return what to sort a title or name by, in a language (the active one)."""
    spanish = (language or get_language() or "en").startswith("es")
    plain = unicodedata.normalize("NFKD", text.casefold())
    if spanish:
        plain = plain.replace(f"n{_TILDE}", _AFTER_N)
    letters = "".join(
        c if c.isalnum() or c == _AFTER_N[1] else " "
        for c in plain
        if not unicodedata.combining(c)
    )
    return _NUMBERS.sub(_padded, " ".join(letters.split())), text
