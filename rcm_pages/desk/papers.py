"""The papers on a person's desk: what is new, and what their own people prepare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from cms.conference.permissions import is_secretariat
from cms.works.models import Expression, Work
from cms.works.states import WorkState
from rcm_pages.work_types import PARTNER_REPORT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from cms.accounts.models import User
    from cms.conference.models import Party
    from cms.works.models import WorkQuerySet

SHOWN = 10


@dataclass(frozen=True)
class NewPapers:
    """The latest papers that a person may read; how many are new, and since when."""

    since: dt.datetime | None
    count: int
    works: list[Work]

    @property
    def more(self) -> int:
        """How many new ones are not among those shown."""
        return max(0, self.count - len(self.works))


def _readable(held: Collection[str], at: dt.datetime | None = None) -> WorkQuerySet:
    return Work.objects.settled().open_to(held, at)


def _latest(works: WorkQuerySet) -> list[Work]:
    return list(works.with_faces().order_by("-settled_at", "-pk")[:SHOWN])


def new_papers(held: Collection[str], since: dt.datetime | None) -> NewPapers:
    """Return what a holder of tokens may read now and could not read at an instant.

    A paper is new when it was settled since, and also when its release opened it. At
    the first visit the latest papers are shown, and none is called new.
    """
    if since is None:
        return NewPapers(None, 0, _latest(_readable(held)))
    known = _readable(held, since).filter(settled_at__lte=since)
    new = _readable(held).exclude(pk__in=known.order_by().values("pk"))
    return NewPapers(since, new.count(), _latest(new))


def drafts_of(user: User, parties: Iterable[Party], held: Collection[str]) -> Any:
    """Return the drafts of a person's delegation, or of an editor's own hand."""
    own = Q(prepared_by__in=[party.pk for party in parties])
    if is_secretariat(user):
        own |= Q(created_by=user, prepared_by=None)
    texts = Expression.objects.filter(page__isnull=False)
    return (
        Work.objects.filter(own, state=WorkState.DRAFT)
        .filter(pk__in=texts.values("work"))
        .open_to(held)
        .with_faces()
        .order_by("-created_at")
    )


def is_report_of(work: Work, party: Party | None) -> bool:
    """Tell whether a draft is a report that its partner goes on with on its desk."""
    return bool(
        party
        and work.type_code == PARTNER_REPORT.code
        and work.prepared_by_id == party.pk
    )
