"""Signs that nobody sees: kept in the text, but passed over where it is recognised."""

import re
import unicodedata
from collections import Counter

SOFT_HYPHEN = "\xad"

# Soft hyphens, marks of direction and of joining, and the mark of byte order.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def plain(text: str) -> str:
    """Give a text as the eye reads it: composed letters, no unseen signs, even spaces.

    For recognising only; what is kept of a paper are its own characters.
    """
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def folded(text: str) -> str:
    """Give a text in small letters without accents, which capitals often lose."""
    apart = unicodedata.normalize("NFKD", plain(text).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def unseen_signs(text: str) -> Counter[str]:
    """Count the signs of a text that nobody sees, each by itself."""
    return Counter(_UNSEEN.findall(text))


def without_unseen(text: str) -> str:
    """Leave out the signs that nobody sees, and nothing else."""
    return _UNSEEN.sub("", text)
