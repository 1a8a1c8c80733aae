"""Symbols: the archive's own references, such as ``RCM/VM/XX/2015/AP``.

The Conference never had any (papers are cited by meeting, type and date), so the
scheme is ours: conference, body, meeting, year, type, and a number from the second on.
Every symbol ever given stands in a register, and none is given to a second work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models.functions import Upper
from django.utils import timezone

from cms.conference.numerals import roman
from cms.works import types
from cms.works.models.symbols import RegisteredSymbol, SymbolState
from cms.works.models.works import Work
from cms.works.relations import SYMBOL_PARTS, RelationKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from cms.conference.models import Meeting


def meeting_parts(meeting: Meeting) -> list[str]:
    """Return what a symbol says of the meeting: body, ordinal or month, year."""
    year = str(meeting.year) if meeting.year else "s.d."
    if meeting.ordinal:
        return [meeting.body.code.upper(), roman(meeting.ordinal), year]
    if meeting.starts_on and meeting.month_is_known:
        return [meeting.body.code.upper(), f"{meeting.starts_on:%Y-%m}"]
    return [meeting.body.code.upper(), year]


def stem_of(
    type_code: str, meeting: Meeting | None, dated_on: dt.date | None = None
) -> str:
    """Return the symbol of such a paper without its number."""
    opening = getattr(settings, "CONFERENCE_SYMBOL", "")
    parts = [opening] if opening else []
    if meeting:
        parts += meeting_parts(meeting)
    elif dated_on:
        parts.append(str(dated_on.year))
    return "/".join([*parts, types.get(type_code).symbol])


def stem(work: Work) -> str:
    """Return the symbol of a work without its number."""
    return stem_of(work.type_code, work.meeting, work.dated_on)


def numbered(base: str, number: int) -> str:
    """Return the symbol of the paper of that number; the first one's is the stem."""
    return base if number == 1 else f"{base}/{number}"


def taken_under(beginning: str) -> set[str]:
    """Return the symbols that begin so and are given or reserved, in capitals.

    Another spelling is no other symbol: the register takes each once, however written.
    """
    found: set[str] = set()
    for rows in (RegisteredSymbol.objects.taken(), Work.objects.all()):
        begun = rows.filter(symbol__istartswith=beginning)
        found.update(begun.values_list(Upper("symbol"), flat=True))
    return found


def free(base: str) -> Iterator[str]:
    """Yield the symbols of a stem that nobody has, lowest number first."""
    taken = taken_under(base)
    number = 1
    while True:
        if (symbol := numbered(base, number)).upper() not in taken:
            yield symbol
        number += 1


def held_by(work: Work) -> RegisteredSymbol | None:
    """Return the symbol that is reserved for a draft, if one is."""
    return work.symbols.filter(state=SymbolState.RESERVED).first()


def mint(work: Work) -> str:
    """Return the symbol of a work: the one held for it, else the next free one.

    Call inside a write transaction.
    """
    held = held_by(work)
    if held:
        return held.symbol
    part = _of_another(work)
    return _numbered(part) if part else next(free(stem(work)))


def _of_another(work: Work) -> str:
    """Return such as ``RCM/VM/XX/2015/AP/Corr.`` where a work is about another."""
    relation = work.relations.filter(kind__in=SYMBOL_PARTS).select_related("to").first()
    if relation is None or not relation.to.symbol:
        return ""
    return f"{relation.to.symbol}/{SYMBOL_PARTS[RelationKind(relation.kind)]}"


def _numbered(part: str) -> str:
    """Return the next number after such a part; the first one is 1."""
    taken = taken_under(part)
    number = 1
    while f"{part}{number}".upper() in taken:
        number += 1
    return f"{part}{number}"


def write_down(work: Work, symbol: str, state: SymbolState) -> None:
    """Give a work a symbol in the register; IntegrityError if another has it.

    What was held for the work becomes what it bears; a released one is given again.
    """
    rows = RegisteredSymbol.objects
    own = rows.filter(work=work).written(symbol)
    said = {"state": state, "work": work, "type_code": work.type_code}
    if own.update(**said):
        return
    said |= {"meeting": work.meeting, "reserved_at": timezone.now()}
    given_again = rows.filter(state=SymbolState.RELEASED).written(symbol)
    # What it was reserved for before is nothing of this work's.
    forgotten = {"party": None, "why": "", "until": None, "reserved_by": None}
    if not given_again.update(**said, **forgotten):
        rows.create(symbol=symbol, **said)


def let_go(work: Work) -> None:
    """Keep the symbol of a withdrawn draft from ever being given again."""
    work.symbols.filter(state=SymbolState.RESERVED).update(state=SymbolState.WITHDRAWN)
