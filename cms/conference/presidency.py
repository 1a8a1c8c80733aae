"""Who presides: asked at the moment of need, never remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from cms.conference import moment
from cms.conference.models import Party, PresidencyTerm

if TYPE_CHECKING:
    import datetime as dt


class Troika(NamedTuple):
    """The past, present and next Presidency; any of them may be unknown."""

    past: Party | None
    present: Party | None
    following: Party | None


def begun(at: dt.datetime | None = None) -> Q:
    """Return the condition under which a term has begun by an instant.

    Without an instant the question is about now: then a term once seen to have begun
    has begun, whatever the clock says. With one it is about the calendar.
    """
    by_the_clock = Q(starts_at__lte=at or moment.now())
    return by_the_clock | Q(began_at__isnull=False) if at is None else by_the_clock


def current_term(at: dt.datetime | None = None) -> PresidencyTerm | None:
    """Return the term in force at an instant (now, if none is given).

    It is the latest one begun by then: a term whose end has passed holds over until
    a successor has begun, so that the Conference is never without a Presidency.
    """
    return (
        PresidencyTerm.objects.filter(begun(at))
        .select_related("party")
        .order_by("starts_at", "ordinal")
        .last()
    )


def presiding_party(at: dt.datetime | None = None) -> Party | None:
    """Return the party that presides at an instant (now, if none is given)."""
    term = current_term(at)
    return term.party if term else None


def troika(at: dt.datetime | None = None) -> Troika:
    """Return past, present and next Presidency at an instant (Action Plan, II.e)."""
    term = current_term(at)
    if term is None:
        return Troika(None, None, None)
    terms = PresidencyTerm.objects.select_related("party")
    past = terms.filter(ordinal__lt=term.ordinal).last()
    following = terms.filter(ordinal__gt=term.ordinal).first()
    return Troika(
        past.party if past else None,
        term.party,
        following.party if following else None,
    )
