"""The works that a reader may list, narrowed by the parameters of an address.

``listed`` is the one door for pages, feeds and whatever else lists works: it asks the
permissions first, so that what a reader may not read is in no row, count or facet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from cms.catalogue import counting, questions
from cms.catalogue.alphabet import sort_key
from cms.catalogue.dimensions import with_day
from cms.catalogue.filters import WorkFilter
from cms.works.audiences import tokens_for
from cms.works.models import Expression, Work

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cms.catalogue.questions import Question
    from cms.works.models import WorkQuerySet

_ENTERED = Coalesce("settled_at", "created_at")
# By the name of a sort; those of equal rank by number, so that pages never overlap.
ORDERS: dict[str, tuple[Any, ...]] = {
    "-date": (F("day").desc(nulls_last=True), "-pk"),
    "date": (F("day").asc(nulls_last=True), "pk"),
    "symbol": (F("symbol").asc(nulls_last=True), "pk"),
    "-entered": (_ENTERED.desc(), "-pk"),
    "curated": (
        F("place").asc(nulls_last=True),
        F("day").desc(nulls_last=True),
        "-pk",
    ),
}


@dataclass(frozen=True)
class Listing:
    """Works that a reader may read and asked for.

    ``works`` is a queryset in the order asked for, but for the order of titles, which
    only ``page`` keeps. ``question`` says what was understood, and what was ignored.
    """

    question: Question
    works: WorkQuerySet
    # All that the reader may read of what is listed here, and the holder's tokens.
    readable: WorkQuerySet
    held: Collection[str]

    @cached_property
    def counted(self) -> counting.Counted:
        """How many works there are, and how many each value of a facet would leave."""
        return counting.count(self.readable, self.question)

    def page(self, number: int, size: int) -> list[Work]:
        """Return the works of a page, numbered from 1, with all that a row shows."""
        first = (number - 1) * size
        rows = slice(first, first + size)
        if self.question.sort != "title":
            return list(self.works.with_faces()[rows])
        keys = self._by_title()[rows]
        found = self.works.with_faces().in_bulk(keys)
        return [found[key] for key in keys]

    def _by_title(self) -> list[int]:
        """Return the keys of all works in the order of the titles that readers see."""
        active = (get_language() or "en").split("-")[0]
        keys = set(self.works.order_by().values_list("pk", flat=True))
        shown: dict[int, tuple[tuple[bool, bool, int], str]] = {}
        texts = Expression.objects.filter(work__in=self.works.order_by().values("pk"))
        rows = texts.values_list("work_id", "language", "status", "pk", "title")
        for work, language, status, pk, title in rows:
            rank = (language != active, status != Expression.Status.ORIGINAL, pk)
            if work not in shown or rank < shown[work][0]:
                shown[work] = (rank, title)
        titled = [key for key in keys if key in shown]
        titled.sort(key=lambda key: (sort_key(shown[key][1], active), key))
        return [*titled, *sorted(keys - shown.keys())]


def listed_for_everybody(
    *, data: Mapping[str, Any], works: WorkQuerySet | None = None
) -> Listing:
    """Return what everybody may list, for a feed or a harvest.

    Nobody is there to be told what was not understood: a filter of which nothing is
    (a meeting that is not public any more) leaves nothing, instead of everything.
    """
    query = questions.as_query_dict(data)
    found = listed(user=AnonymousUser(), data=query, works=works)
    if not questions.lost(query, found.question):
        return found
    return replace(found, works=found.works.none(), readable=found.readable.none())


def listed(
    *,
    user: Any,
    data: Mapping[str, Any],
    works: WorkQuerySet | None = None,
    sorts: tuple[str, ...] = questions.SORTS,
) -> Listing:
    """Return the works that a person, signed in or not, may list.

    ``data`` are the parameters of an address (``type``, ``body``, ``year_from``,
    ``year_to``, ``meeting``, ``party``, ``theme``, ``language``, ``status``, ``sort``,
    each but the years and the sort as often as wanted); what makes no sense is left
    out and told in ``question.ignored``. ``works`` narrows what is listed at all (the
    works of a collection). Feeds and harvests ask ``listed_for_everybody``.
    """
    held = tokens_for(user)
    base = (Work.objects.all() if works is None else works).open_to(held)
    # Of a draft that was deleted the record stays, without any text.
    base = base.filter(Exists(Expression.objects.filter(work=OuterRef("pk"))))
    query = questions.as_query_dict(data)
    narrowed = WorkFilter(query, queryset=base, held=held)
    question = questions.read(query, narrowed, sorts=sorts)
    order = ORDERS.get(question.sort, ORDERS["-date"])
    found = with_day(narrowed.qs).order_by(*order)
    return Listing(question, found, base, held)
