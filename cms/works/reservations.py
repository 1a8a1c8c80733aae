"""Symbols reserved before issue: for a meeting and type, before the work exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.models import Meeting
from cms.conference.permissions import (
    capacity_of,
    is_secretariat,
    may_decide,
    parties_of,
)
from cms.works import symbols
from cms.works.models.symbols import RegisteredSymbol, SymbolState
from cms.works.models.works import Work
from cms.works.sharing import NotEntitledError, SharingError
from cms.works.states import WorkState

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User
    from cms.conference.models import Party

# Nobody needs more at once, and a slip of the finger must not fill the register.
MOST_AT_ONCE = 50
ATTEMPTS = 5


class SymbolError(SharingError):
    """A symbol that cannot be given so; ``str()`` is for the person."""


def may_reserve(user: Any) -> bool:
    """Tell whether a person keeps the register of symbols: the Secretariat does."""
    return is_secretariat(user)


def may_know(user: Any, entry: RegisteredSymbol) -> bool:
    """Tell whether a person may know that a symbol is reserved, and for what.

    The Secretariat, the Presidency of the day, and the party that it is kept for.
    """
    if is_secretariat(user) or may_decide(user):
        return True
    return entry.party_id in {party.pk for party in parties_of(user)}


def _check(by: User) -> None:
    if not may_reserve(by):
        raise NotEntitledError(_("Symbols are reserved by the Secretariat."))


def _taken(symbol: str) -> SymbolError:
    return SymbolError(
        _("%(symbol)s is taken. Please choose another number, or none for the next.")
        % {"symbol": symbol}
    )


def _write_down(verb: str, entry: RegisteredSymbol, by: User | None, **of: Any) -> None:
    """Write an event about the work, or while there is none about its meeting."""
    subject = entry.work or entry.meeting or entry
    data = {"symbol": entry.symbol, **of}
    record_event(verb=verb, subject=subject, by=by, capacity=capacity_of(by), data=data)


@transaction.atomic
def reserve(
    *,
    type_code: str,
    meeting: Meeting,
    count: int = 1,
    number: int | None = None,
    party: Party | None = None,
    why: str,
    until: dt.date | None = None,
    by: User,
) -> list[RegisteredSymbol]:
    """Reserve the next symbols of a meeting and type, or the one of that number.

    Raises NotEntitledError; SymbolError if no reason is given, the day has passed, too
    many are asked for, or the number is taken. Two who ask at once get different ones.
    """
    _check(by)
    _check_wanted(count, number, why, until)
    # Whoever else reserves for this meeting waits; the constraint stops all others. Not
    # the key: a text settled meanwhile refers to the meeting, and neither may wait for
    # the other.
    meeting = (
        Meeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("body")
        .get(pk=meeting.pk)
    )
    base = symbols.stem_of(type_code, meeting)
    fields = {
        "type_code": type_code, "meeting": meeting, "party": party,
        "why": why.strip(), "until": until,
    }  # fmt: skip
    return [_reserve_one(base, number, fields, by) for _each in range(count)]


def _check_wanted(
    count: int, number: int | None, why: str, until: dt.date | None
) -> None:
    if not why.strip():
        raise SymbolError(_("Please say what the symbol is reserved for."))
    if until and until < timezone.localdate():
        raise SymbolError(_("That day has passed."))
    if not 1 <= count <= MOST_AT_ONCE:
        raise SymbolError(
            _("At most %(most)d symbols are reserved at once.") % {"most": MOST_AT_ONCE}
        )
    if number is not None and count > 1:
        raise SymbolError(_("A chosen number is one symbol only."))


def _reserve_one(
    base: str, number: int | None, fields: dict[str, Any], by: User
) -> RegisteredSymbol:
    for _attempt in range(ATTEMPTS):
        if number is None:
            symbol = next(symbols.free(base))
        else:
            symbol = symbols.numbered(base, number)
            if symbol.upper() in symbols.taken_under(symbol):
                raise _taken(symbol)
        try:
            with transaction.atomic():
                entry = _keep(symbol, fields, by)
        except IntegrityError:
            continue
        until = entry.until.isoformat() if entry.until else ""
        party = entry.party.code if entry.party else ""
        _write_down(
            "works.symbol_reserved", entry, by,
            why=entry.why, until=until, party=party,
        )  # fmt: skip
        return entry
    raise _taken(symbol)


def _keep(symbol: str, fields: dict[str, Any], by: User) -> RegisteredSymbol:
    """Enter a reservation; IntegrityError if somebody was a moment earlier."""
    said = {
        **fields, "state": SymbolState.RESERVED, "work": None,
        "reserved_at": timezone.now(), "reserved_by": by,
    }  # fmt: skip
    rows = RegisteredSymbol.objects
    released = rows.filter(state=SymbolState.RELEASED).written(symbol)
    if released.update(**said):
        return rows.written(symbol).get()
    return rows.create(symbol=symbol, **said)


def _locked(entry: RegisteredSymbol) -> RegisteredSymbol:
    return RegisteredSymbol.objects.select_for_update().get(pk=entry.pk)


@transaction.atomic
def release(*, entry: RegisteredSymbol, why: str, by: User | None) -> RegisteredSymbol:
    """Give a reserved symbol back; it may be given again, for nobody has borne it.

    ``by`` is None where its day has passed. Raises NotEntitledError; SymbolError if a
    work has taken it up, or no reason is given.
    """
    if by is not None:
        _check(by)
    entry = _locked(entry)
    if entry.state != SymbolState.RESERVED or entry.work_id:
        raise SymbolError(
            _("%(symbol)s is no open reservation.") % {"symbol": entry.symbol}
        )
    if not why.strip():
        raise SymbolError(_("Please say why it is released."))
    entry.state = SymbolState.RELEASED
    entry.save(update_fields=["state"])
    _write_down("works.symbol_released", entry, by, why=why.strip())
    return entry


@transaction.atomic
def take_up(*, entry: RegisteredSymbol, work: Work, by: User | None) -> None:
    """Let a draft have a reserved symbol, which it will bear once it is settled.

    Raises SymbolError unless the draft is of that meeting and type, has none yet, and
    the reservation is open.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    entry = _locked(entry)
    if entry.state != SymbolState.RESERVED or entry.work_id:
        raise SymbolError(
            _("%(symbol)s is no open reservation.") % {"symbol": entry.symbol}
        )
    fits = (entry.meeting_id, entry.type_code) == (work.meeting_id, work.type_code)
    if not fits or work.state not in (WorkState.DRAFT, WorkState.IN_APPROVAL):
        raise SymbolError(
            _("%(symbol)s is reserved for another meeting or type.")
            % {"symbol": entry.symbol}
        )
    if symbols.held_by(work):
        raise SymbolError(_("This draft has a symbol already."))
    entry.work = work
    entry.save(update_fields=["work"])
    _write_down("works.symbol_taken_up", entry, by)


def take_up_what_waits(*, work: Work, by: User | None) -> None:
    """Let a new draft have the symbol reserved longest for such a paper, if one is."""
    waiting = RegisteredSymbol.objects.open().filter(
        meeting=work.meeting, type_code=work.type_code, party=work.prepared_by
    )
    # Locked: of two drafts made at once only one finds it.
    entry = waiting.select_for_update().order_by("reserved_at", "pk").first()
    if entry:
        take_up(entry=entry, work=work, by=by)


@transaction.atomic
def give_back(*, work: Work, by: User) -> None:
    """Take its reserved symbol from a draft; the reservation is open again.

    Raises NotEntitledError; SymbolError if it has none, or was circulated under it.
    """
    _check(by)
    work = Work.objects.select_for_update().get(pk=work.pk)
    entry = symbols.held_by(work)
    if entry is None:
        raise SymbolError(_("This draft has no reserved symbol."))
    if work.circulated.exists():
        raise SymbolError(_("The draft was circulated under this symbol."))
    entry = _locked(entry)
    _write_down("works.symbol_given_back", entry, by)
    entry.work = None
    entry.save(update_fields=["work"])


def release_lapsed() -> int:
    """Release the reservations whose last day is over; return how many."""
    lapsed = RegisteredSymbol.objects.open().filter(until__lt=timezone.localdate())
    for entry in lapsed:
        release(entry=entry, why="lapsed", by=None)
    return len(lapsed)
