"""Tokens: plain strings that a reader and a record share if the one may read the other.

``public`` everybody · ``secretariat`` · ``members`` · ``party:7`` one delegation or
partner · ``meeting:12`` whoever is accredited there · ``term:30`` the Presidency of the
thirtieth term and every later one · ``work:99`` those to whom that work was opened ·
``members&meeting:12`` member states accredited there.
"""

from __future__ import annotations

PUBLIC = "public"
SECRETARIAT = "secretariat"
MEMBERS = "members"
GRANTED = "work:"
MEETING = "meeting:"
PARTY = "party:"
TERM = "term:"


def party(pk: int) -> str:
    """The people of one party."""
    return f"{PARTY}{pk}"


def meeting(pk: int) -> str:
    """The parties accredited to one meeting."""
    return f"{MEETING}{pk}"


def term(ordinal: int) -> str:
    """The Presidency of one term and, as they hold it too, of every later term."""
    return f"{TERM}{ordinal}"


def granted(work_pk: int) -> str:
    """Those to whom one work was opened by name."""
    return f"{GRANTED}{work_pk}"


def both(first: str, second: str) -> str:
    """Those who hold both tokens."""
    return "&".join(sorted((first, second)))
