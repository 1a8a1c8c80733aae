"""The line of terms: its order, and what would be wrong with it.

Within the line a higher number begins later; from the present term on each one ends
where the next begins, so that exactly one party presides at every instant.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.conference.errors import TermError
from cms.conference.models import PresidencyTerm
from cms.conference.numerals import roman
from cms.conference.presidency import current_term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


def terms_for_update() -> list[PresidencyTerm]:
    """Return every term, oldest first, locked for the caller's transaction."""
    return list(
        PresidencyTerm.objects.select_for_update(of=("self",))
        .select_related("party")
        .order_by("ordinal")
    )


def say_term(term: PresidencyTerm) -> str:
    """Say a term as its numeral and its party: "XXXI (Costa Rica)"."""
    return f"{roman(term.ordinal)} ({term.party})"


def check_place(
    line: Sequence[PresidencyTerm],
    *,
    ordinal: int,
    starts_at: dt.datetime | None,
    ends_at: dt.datetime | None = None,
) -> None:
    """Raise TermError unless a term of that number may have these edges."""
    if starts_at and ends_at and ends_at <= starts_at:
        raise TermError(_("A term ends after it begins."))
    present = current_term()
    for term in line:
        if term.ordinal == ordinal:
            continue
        if starts_at and term.starts_at == starts_at:
            raise TermError(
                _("%(term)s begins at that very instant.") % {"term": say_term(term)}
            )
        if term.ordinal < ordinal:
            _check_after(term, present, starts_at or ends_at)
        else:
            _check_before(term, starts_at, ends_at)


def _check_after(
    term: PresidencyTerm, present: PresidencyTerm | None, first: dt.datetime | None
) -> None:
    """Check a term's first known edge against a term with a lower number."""
    if first is None:
        return
    is_begun = present is not None and term.ordinal <= present.ordinal
    # The end of the present one's forerunner moves with its beginning.
    is_joined = present is None or term.ends_at == present.starts_at
    is_fixed = _is_history(term, present) and not is_joined
    edges = [term.starts_at, term.ends_at if is_fixed else None]
    if any(edge and edge > first for edge in edges):
        raise TermError(
            _("%(term)s has the lower number and would begin later or still last.")
            % {"term": say_term(term)}
        )
    if present is not None and not is_begun and term.starts_at is None:
        raise TermError(
            _("%(term)s comes before and has no date yet.") % {"term": say_term(term)}
        )


def _is_history(term: PresidencyTerm, present: PresidencyTerm | None) -> bool:
    return present is not None and term.ordinal < present.ordinal


def _check_before(
    term: PresidencyTerm, starts_at: dt.datetime | None, ends_at: dt.datetime | None
) -> None:
    """Check a term against one with a higher number."""
    if term.starts_at is None:
        return
    if any(edge and edge > term.starts_at for edge in (starts_at, ends_at)):
        raise TermError(
            _("%(term)s has the higher number and begins earlier.")
            % {"term": say_term(term)}
        )


def _between(
    earlier: PresidencyTerm, later: PresidencyTerm, *, is_history: bool
) -> list[str]:
    """Return what is wrong between two neighbours that have a date."""
    if earlier.starts_at is None or later.starts_at is None:
        return []
    names = {"earlier": say_term(earlier), "later": say_term(later)}
    found = []
    if earlier.starts_at >= later.starts_at:
        found.append(_("%(later)s begins before %(earlier)s.") % names)
    if earlier.ends_at and earlier.ends_at > later.starts_at:
        found.append(_("%(earlier)s and %(later)s overlap.") % names)
    if earlier.ends_at and earlier.ends_at < later.starts_at and not is_history:
        found.append(_("There is a gap between %(earlier)s and %(later)s.") % names)
    if later.began_at and not earlier.began_at:
        found.append(_("%(later)s was seen to begin before %(earlier)s.") % names)
    return found


def problems() -> list[str]:
    """Return what is wrong with the terms as they are stored; empty if nothing is."""
    present = current_term()
    terms = list(PresidencyTerm.objects.select_related("party").order_by("ordinal"))
    dated = [term for term in terms if term.starts_at]
    found = []
    for earlier, later in pairwise(dated):
        found += _between(earlier, later, is_history=_is_history(earlier, present))
    if present:
        last = max((t.ordinal for t in dated), default=0)
        found += [
            _("%(term)s comes before a dated term and has no date.")
            % {"term": say_term(term)}
            for term in terms
            if term.starts_at is None and present.ordinal < term.ordinal < last
        ]
    return found
