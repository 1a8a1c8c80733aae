"""Symbols: the archive's own references, such as ``RCM/VM/XX/2015/AP``.

The Conference never had any (papers are cited by meeting, type and date), so the
scheme is ours: conference, body, meeting, year, type, and a number from the second on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from cms.conference.numerals import roman
from cms.works.relations import SYMBOL_PARTS, RelationKind

if TYPE_CHECKING:
    from cms.conference.models import Meeting
    from cms.works.models import Work


def meeting_parts(meeting: Meeting) -> list[str]:
    """Return what a symbol says of the meeting: body, ordinal or month, year."""
    year = str(meeting.year) if meeting.year else "s.d."
    if meeting.ordinal:
        return [meeting.body.code.upper(), roman(meeting.ordinal), year]
    if meeting.starts_on and meeting.month_is_known:
        return [meeting.body.code.upper(), f"{meeting.starts_on:%Y-%m}"]
    return [meeting.body.code.upper(), year]


def stem(work: Work) -> str:
    """Return the symbol of a work without its number."""
    opening = getattr(settings, "CONFERENCE_SYMBOL", "")
    parts = [opening] if opening else []
    if work.meeting:
        parts += meeting_parts(work.meeting)
    elif work.dated_on:
        parts.append(str(work.dated_on.year))
    return "/".join([*parts, work.type.symbol])


def mint(work: Work) -> str:
    """Return the next free symbol for a work; call inside a write transaction."""
    part = _of_another(work)
    if part:
        return _numbered(work, part)
    base = stem(work)
    taken = set(
        type(work)
        .objects.filter(Q(symbol=base) | Q(symbol__startswith=f"{base}/"))
        .values_list("symbol", flat=True)
    )
    if base not in taken:
        return base
    number = 2
    while f"{base}/{number}" in taken:
        number += 1
    return f"{base}/{number}"


def _of_another(work: Work) -> str:
    """Return such as ``RCM/VM/XX/2015/AP/Corr.`` where a work is about another."""
    relation = work.relations.filter(kind__in=SYMBOL_PARTS).select_related("to").first()
    if relation is None or not relation.to.symbol:
        return ""
    return f"{relation.to.symbol}/{SYMBOL_PARTS[RelationKind(relation.kind)]}"


def _numbered(work: Work, part: str) -> str:
    """Return the next number after such a part; the first one is 1."""
    taken = set(
        type(work)
        .objects.filter(symbol__startswith=part)
        .values_list("symbol", flat=True)
    )
    number = 1
    while f"{part}{number}" in taken:
        number += 1
    return f"{part}{number}"
