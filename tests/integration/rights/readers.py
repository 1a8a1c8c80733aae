"""Who reads what: the whole rule on one page, written by hand.

Nothing here is computed from the code under test. A name stands for one object of
``objects.py``; whoever is not named here meets no word of it, in no channel.
"""

from __future__ import annotations

from tests.integration.rights.roles import (
    EVERYBODY,
    MEMBERS,
    PARTICIPANTS,
    PRESIDENCY,
    SECRETARIAT,
    STEERING,
)

TEXTS: dict[str, frozenset[str]] = {
    "draft": SECRETARIAT,
    "draft opened to a party": SECRETARIAT | {"grantee party"},
    "draft opened to a person": SECRETARIAT | {"grantee person"},
    "draft opened for editing": SECRETARIAT | {"grantee editor"},
    "draft whose opening ended": SECRETARIAT,
    "partner's draft": frozenset({"partner", "partner's expert"}),
    "partner's paper handed in": STEERING | {"partner", "partner's expert"},
    "in approval": STEERING,
    "in approval before the hand-over": STEERING | {"past decider"},
    "cleared": STEERING,
    "sent back": SECRETARIAT,
    "withdrawn": SECRETARIAT,
    "recorded": EVERYBODY,
    "adopted for everybody": EVERYBODY,
    "for participants": STEERING | PARTICIPANTS,
    "for members": STEERING | MEMBERS,
    "for one delegation": SECRETARIAT | {"named delegation"},
    "for the steering": STEERING,
    "adopted for the steering before the hand-over": STEERING | {"past decider"},
    "paper of a meeting for members": STEERING | MEMBERS,
    "paper of a hidden meeting": STEERING | PARTICIPANTS,
    "members first, the public tomorrow": STEERING | MEMBERS,
    "members first, the public since today": EVERYBODY,
    "expired": SECRETARIAT,
    "financial report for members": STEERING | MEMBERS,
    "financial report in draft": SECRETARIAT,
}
# Files with fewer readers than their text, or without a text.
FILES: dict[str, frozenset[str]] = {
    "file for members": STEERING | MEMBERS,
    "file for the steering": STEERING,
    "file of nothing": SECRETARIAT,
}
MEETINGS: dict[str, frozenset[str]] = {
    "hidden meeting": STEERING | PARTICIPANTS,
}
# Pages with the words of a text and no work behind them.
STRAYS: dict[str, frozenset[str]] = {
    "stray copy": SECRETARIAT,
    "typed, without a work": SECRETARIAT,
}
READERS = TEXTS | FILES | MEETINGS | STRAYS
DELETED = {"partner's draft, deleted": frozenset({"partner", "partner's expert"})}
READERS |= DELETED

__all__ = ["EVERYBODY", "FILES", "MEETINGS", "PRESIDENCY", "READERS", "STRAYS", "TEXTS"]
