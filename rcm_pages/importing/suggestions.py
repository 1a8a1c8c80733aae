"""Suggestions of a paragraph, and what a person says of each: right, wrong, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.conference import actors
from rcm_pages.importing.duties import REASONS, charged_in
from rcm_pages.importing.marks import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RIGHT, WRONG = "right", "wrong"


def keys_of(segment: Mapping[str, Any]) -> list[str]:
    """Name each suggestion of a paragraph: actors by code, times by place."""
    charged = [f"who-{code}" for code in segment.get("charged", ())]
    return charged + [f"when-{at}" for at in range(len(segment.get("deadlines", ())))]


def judged(
    segment: Mapping[str, Any], says: Mapping[str, str], *, adds: str = ""
) -> dict[str, Any]:
    """Return a paragraph's suggestions once a person has judged some of them.

    What is wrong goes; what is right is confirmed, and so is whom a person adds; what
    nobody has judged stays a suggestion.
    """
    charged = [c for c in segment.get("charged", ()) if says.get(f"who-{c}") != WRONG]
    confirmed = [
        code
        for code in charged
        if says.get(f"who-{code}") == RIGHT or code in segment.get("confirmed", ())
    ]
    if adds:
        charged, confirmed = _with(charged, adds), _with(confirmed, adds)
    deadlines = [
        due | {"confirmed": True} if says.get(f"when-{at}") == RIGHT else due
        for at, due in enumerate(segment.get("deadlines", ()))
        if says.get(f"when-{at}") != WRONG
    ]
    return {
        "charged": charged,
        "confirmed": confirmed,
        "reasons": list(segment.get("reasons", ())),
        "deadlines": deadlines,
    }


def of_part(
    segment: Mapping[str, Any], text: str, parts: Sequence[str]
) -> dict[str, Any]:
    """Return of a paragraph that was split what belongs to one of its parts.

    What rests on the words of another part goes there; what rests on none of them, as
    what a lead line charges, stays with all. ``text`` is one of ``parts``.
    """
    named = {part: set(charged_in(part)[0]) for part in parts}
    read = plain(text)
    charged = [
        code
        for code in segment.get("charged", ())
        if code in named[text] or not any(code in codes for codes in named.values())
    ]
    deadlines = [
        due
        for due in segment.get("deadlines", ())
        if due["text"] in read or not any(due["text"] in plain(p) for p in parts)
    ]
    confirmed = [code for code in segment.get("confirmed", ()) if code in charged]
    return {
        **segment,
        "charged": charged,
        "deadlines": deadlines,
        "confirmed": confirmed,
    }


def _with(codes: list[str], code: str) -> list[str]:
    return codes if code in codes else [*codes, code]


def open_keys(segment: Mapping[str, Any]) -> list[str]:
    """Name the suggestions of a paragraph that nobody has judged yet."""
    confirmed = segment.get("confirmed", ())
    charged = segment.get("charged", ())
    found = [f"who-{code}" for code in charged if code not in confirmed]
    times = enumerate(segment.get("deadlines", ()))
    return found + [f"when-{at}" for at, due in times if not due.get("confirmed")]


def shown(
    segment: Mapping[str, Any], says: Mapping[str, str], *, next_meeting: str = ""
) -> list[dict[str, Any]]:
    """Return each suggestion as the review screen shows it.

    ``next_meeting`` says whose next meeting the paper means, where that is known.
    """
    rows: list[dict[str, Any]] = [
        {
            "key": f"who-{code}",
            "is_actor": True,
            "words": actors.name_of(code),
            "confirmed": code in segment.get("confirmed", ()),
        }
        for code in segment.get("charged", ())
    ]
    rows += [
        {
            "key": f"when-{at}",
            "is_actor": False,
            "words": say_deadline(due, next_meeting=next_meeting),
            "confirmed": due.get("confirmed", False),
        }
        for at, due in enumerate(segment.get("deadlines", ()))
    ]
    return [row | {"says": says.get(row["key"], "")} for row in rows]


def say_deadline(due: Mapping[str, Any], *, next_meeting: str = "") -> str:
    """Say a time: the paper's words, and how they were understood where that adds."""
    anchor = str(due.get("anchor", ""))
    known: dict[str, Any] = {
        "each_meeting": _("each meeting"),
        "rcgm_meeting": _("meeting of the RCGM"),
        "vice_ministerial_meeting": _("vice-ministerial meeting"),
        "next_meeting": next_meeting or _("the next meeting"),
        "session": _("the session"),
    }
    meant = str(known.get(anchor, anchor))
    words = f"“{due.get('text', '')}”"
    return f"{words} ({meant})" if meant and meant not in words else words


def say_reason(stored: str) -> str:
    """Say why something is suggested: ``code: words of the paper``, in words."""
    code, _colon, words = stored.partition(": ")
    why = REASONS.get(code)
    return f"{why}: “{words}”" if why else stored
