"""Compares what is written down of who may read a work with what the rule says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cms.works.audiences import (
    presidency_reads,
    refresh,
    term_ordinal_now,
    wanted_access,
)
from cms.works.models import MeetingAudience, Work
from cms.works.openings import tell_search

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Difference:
    """One thing that is written down otherwise than the rule says."""

    subject: str
    said: str


def _works() -> Iterator[Work]:
    rows = (
        Work.objects.select_related("meeting__audience")
        .prefetch_related("access", "releases", "meeting__releases")
        .order_by("pk")
    )
    return rows.iterator(chunk_size=500)


def count() -> int:
    """Return how many records are compared."""
    return Work.objects.count() + MeetingAudience.objects.count()


def _of_term(since: int | None, *, is_read: bool, now: int) -> str:
    """Say what is wrong with the term since which the Presidency reads a record."""
    if is_read and since is None:
        return _("the term since which the Presidency reads it is not written down")
    if since is not None and since > now:
        return _("the Presidency reads it since term %(term)d, which has not begun") % {
            "term": since
        }
    return ""


def _of_rows(work: Work) -> list[str]:
    wanted = wanted_access(work)
    found = {row.token: (row.opens_at, row.closes_at) for row in work.access.all()}
    said = [
        _("%(token)s may not read it, and is written down") % {"token": token}
        for token in sorted(found.keys() - wanted.keys())
    ]
    said += [
        _("%(token)s may read it, and is not written down") % {"token": token}
        for token in sorted(wanted.keys() - found.keys())
    ]
    said += [
        _("%(token)s is written down from or until another instant") % {"token": token}
        for token in sorted(wanted.keys() & found.keys())
        if wanted[token] != found[token]
    ]
    return said


def _repair_term(record: Work | MeetingAudience, now: int) -> None:
    """Let the Presidency of today and later ones read it: never more than could."""
    type(record)._default_manager.filter(pk=record.pk).update(steering_since=now)
    record.steering_since = now


@transaction.atomic
def _compare(work: Work, now: int, *, repair: bool) -> list[Difference]:
    said = _of_term(work.steering_since, is_read=presidency_reads(work), now=now)
    if said and repair:
        _repair_term(work, now)
    differences = [said] if said else []
    differences += _of_rows(work)
    if differences and repair:
        refresh(work)
        tell_search([work.pk])
    return [Difference(f"{work} ({work.pk})", each) for each in differences]


def differences(*, repair: bool = False) -> Iterator[list[Difference]]:
    """Yield for each record what is written down wrongly, and mend it if asked to."""
    now = term_ordinal_now()
    # First, since the papers of a meeting follow it.
    for audience in MeetingAudience.objects.select_related("meeting__body"):
        since = audience.steering_since
        said = _of_term(since, is_read=True, now=now)
        if said and repair:
            _repair_term(audience, now)
        yield [Difference(str(audience.meeting), said)] if said else []
    for work in _works():
        yield _compare(work, now, repair=repair)
