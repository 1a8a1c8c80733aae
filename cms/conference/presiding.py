"""Every write to the terms of the Presidency, and the frame of every decision."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference import moment
from cms.conference.errors import NotEntitledError, TermError
from cms.conference.handover import HandOver, announce
from cms.conference.line import check_place, terms_for_update
from cms.conference.models import Party, PresidencyTerm
from cms.conference.permissions import capacity_of, is_coordinator
from cms.conference.presidency import current_term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from cms.accounts.models import User


def _check_hand(by: User | None) -> None:
    """Terms are entered by the Coordinator; by nobody in the system's own name."""
    if by is not None and not is_coordinator(by):
        raise NotEntitledError(
            _("Only the Coordinator of the Secretariat enters terms of the Presidency.")
        )


def _is_begun(term: PresidencyTerm, at: dt.datetime) -> bool:
    return term.began_at is not None or (
        term.starts_at is not None and term.starts_at <= at
    )


def _said(term: PresidencyTerm) -> dict[str, Any]:
    return {
        "party": term.party.code,
        "ordinal": term.ordinal,
        "starts_at": term.starts_at.isoformat() if term.starts_at else None,
    }


def _record(verb: str, term: PresidencyTerm, by: User | None, **data: Any) -> None:
    record_event(
        verb=f"conference.{verb}",
        subject=term,
        by=by,
        capacity=capacity_of(by),
        data=_said(term) | data,
    )


def _link(at: dt.datetime) -> None:
    """Let each term from the present one on end where the next one begins."""
    dated = PresidencyTerm.objects.filter(starts_at__isnull=False)
    line = list(dated.order_by("starts_at"))
    ends = {a.pk: b.starts_at for a, b in pairwise(line) if b.starts_at}
    changed = [
        term
        for term in line
        if term.ends_at != ends.get(term.pk) and ends.get(term.pk, at) >= at
    ]
    # Two terms never end at one instant, not even between two of these writes.
    dated.filter(pk__in=[term.pk for term in changed]).update(ends_at=None)
    for term in changed:
        dated.filter(pk=term.pk).update(ends_at=ends.get(term.pk))


@transaction.atomic
def begin_presidency(
    *,
    party: Party,
    ordinal: int,
    starts_at: dt.datetime,
    is_fictional: bool = False,
    by: User | None,
) -> PresidencyTerm:
    """Let a party preside from an instant that is still to come, or is now.

    The term before it ends then. The same ordinal again corrects a term that has not
    begun. Raises NotEntitledError unless ``by`` coordinates the Secretariat; TermError
    if the instant is past, the term has begun, or its place in the line is not free.
    """
    _check_hand(by)
    line = terms_for_update()
    at = moment.now()
    if timezone.is_naive(starts_at) or starts_at < at:
        raise TermError(_("A Presidency begins now or later, never in the past."))
    found = next((term for term in line if term.ordinal == ordinal), None)
    if found and _is_begun(found, at):
        raise TermError(_("This Presidency has begun; it is fixed."))
    before = _said(found) if found else None
    check_place(line, ordinal=ordinal, starts_at=starts_at)
    term = found or PresidencyTerm(ordinal=ordinal)
    term.party, term.starts_at, term.ends_at = party, starts_at, None
    term.is_fictional = is_fictional
    term.save()
    _link(at)
    term.refresh_from_db()
    verb = "presidency_corrected" if before else "presidency_scheduled"
    _record(verb, term, by, **({"before": before} if before else {}))
    return term


def try_presidency(
    *, party: Party, ordinal: int, starts_at: dt.datetime, by: User | None
) -> None:
    """Raise what ``begin_presidency`` would raise, and keep nothing."""
    with transaction.atomic():
        begin_presidency(party=party, ordinal=ordinal, starts_at=starts_at, by=by)
        transaction.set_rollback(True)


@transaction.atomic
def name_successor(
    *, party: Party, ordinal: int, is_fictional: bool = False, by: User | None
) -> PresidencyTerm:
    """Name who presides next, at an instant that is not known yet.

    It stands in the Troika and passes no right. Raises NotEntitledError or TermError.
    """
    _check_hand(by)
    line = terms_for_update()
    if any(term.ordinal >= ordinal for term in line):
        raise TermError(_("A term with this number, or a later one, is entered."))
    term = PresidencyTerm.objects.create(
        party=party, ordinal=ordinal, is_fictional=is_fictional
    )
    _record("presidency_named", term, by)
    return term


@transaction.atomic
def withdraw_term(*, term: PresidencyTerm, by: User | None) -> None:
    """Take back a term that has not begun; whoever presides holds over.

    Raises NotEntitledError, or TermError once it has begun or is history.
    """
    _check_hand(by)
    line = terms_for_update()
    at = moment.now()
    kept = next((other for other in line if other.pk == term.pk), None)
    if kept is None:
        raise TermError(_("This term is no longer there."))
    latest = max((t.ordinal for t in line if _is_begun(t, at)), default=0)
    if _is_begun(kept, at) or kept.ordinal < latest:
        raise TermError(_("This Presidency has begun; it is fixed."))
    _record("presidency_withdrawn", kept, by)
    kept.delete()
    _link(at)


@transaction.atomic
def enter_history(
    *,
    term: PresidencyTerm,
    starts_at: dt.datetime | None,
    ends_at: dt.datetime | None,
    source: str,
    by: User | None,
) -> PresidencyTerm:
    """Enter the edges, not known before, of a term that ended before the present one.

    Raises NotEntitledError; TermError if the term is the present one or a later one, if
    an edge is known already, or if it would overlap another term.
    """
    _check_hand(by)
    line = terms_for_update()
    kept = next(other for other in line if other.pk == term.pk)
    present = current_term()
    if present is None or kept.ordinal >= present.ordinal:
        raise TermError(_("Only terms before the present one are history."))
    if (kept.starts_at or starts_at) != starts_at or (
        kept.ends_at or ends_at
    ) != ends_at:
        raise TermError(_("What is known of a past term stays as it is."))
    check_place(line, ordinal=kept.ordinal, starts_at=starts_at, ends_at=ends_at)
    kept.starts_at, kept.ends_at, kept.source = starts_at, ends_at, source
    if starts_at:
        kept.began_at = kept.announced_at = moment.now()
    kept.save()
    _record("past_term_entered", kept, by)
    return kept


@transaction.atomic
def enter_past_term(
    *,
    party: Party,
    ordinal: int,
    starts_at: dt.datetime,
    is_fictional: bool = False,
    by: User | None,
) -> PresidencyTerm:
    """Enter a term that has begun already, as the facts and the demonstration do.

    No screen leads here: it lets a party have presided since an instant in the past,
    and tells nobody. The term before it ends then. The same ordinal again puts the
    beginning right. Raises TermError if a later term has been entered.
    """
    observe_begun()
    line = terms_for_update()
    at = moment.now()
    if starts_at > at:
        raise TermError(_("A past term has begun already."))
    if any(t.ordinal != ordinal and t.starts_at and t.starts_at >= starts_at
           for t in line):  # fmt: skip
        raise TermError(_("A later term has already been entered."))
    check_place(line, ordinal=ordinal, starts_at=starts_at)
    found = next((term for term in line if term.ordinal == ordinal), None)
    term = found or PresidencyTerm(ordinal=ordinal)
    dated = [t for t in line if t.starts_at and t.ordinal != ordinal]
    before = max(dated, key=lambda t: t.ordinal, default=None)
    if before and before.ends_at in (None, term.starts_at):
        PresidencyTerm.objects.filter(pk=before.pk).update(ends_at=starts_at)
    term.party, term.starts_at, term.is_fictional = party, starts_at, is_fictional
    term.began_at = term.announced_at = at
    term.save()
    _record("past_term_entered", term, by)
    return term


def observe_begun() -> list[PresidencyTerm]:
    """Note for good the terms that are seen to have begun; return the new ones.

    From then on they have begun though the clock be put back.
    """
    at = moment.now()
    unseen = PresidencyTerm.objects.filter(starts_at__lte=at, began_at__isnull=True)
    if not unseen.exists():
        return []
    with transaction.atomic():
        begun = list(unseen.select_for_update().order_by("starts_at"))
        for term in begun:
            term.began_at = at
            term.save(update_fields=["began_at"])
            _record("presidency_begun", term, None)
    return begun


@contextmanager
def deciding() -> Iterator[dt.datetime]:
    """Frame one decision: a transaction in which every check asks about one instant.

    Whoever must wait for a lock takes it first and then opens this, so that the instant
    is that of the decision and not that of the waiting. What has begun by then is noted
    for good beforehand, outside the transaction, so that a refusal does not undo it.
    """
    observe_begun()
    with transaction.atomic(), moment.fixed() as at:
        yield at


def announce_hand_overs() -> int:
    """Tell the rooms above of each hand-over, once; return how many were told.

    Each is told in a transaction of its own: what a room writes and the mark that it
    was told are kept together or not at all.
    """
    observe_begun()
    told = 0
    waiting = PresidencyTerm.objects.filter(
        began_at__isnull=False, announced_at__isnull=True
    ).order_by("starts_at")
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            term = waiting.select_for_update().filter(pk=pk).first()
            if term is None:
                continue
            before = (
                PresidencyTerm.objects.filter(ordinal__lt=term.ordinal)
                .select_related("party")
                .last()
            )
            announce(HandOver(term, term.party, before.party if before else None))
            term.announced_at = timezone.now()
            term.save(update_fields=["announced_at"])
            told += 1
    return told
