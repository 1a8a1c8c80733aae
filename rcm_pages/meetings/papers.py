"""The papers of a meeting under their types, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from cms.works import types
from cms.works.models import Work

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.conference.models import Meeting

# So many papers of a type stand on the meeting's page; the list of papers has them all.
SHOWN = 20
# The papers that a meeting is held for come first, whatever else it leaves behind.
FIRST_TYPES = ("declaration", "action_plan")


@dataclass(frozen=True)
class Section:
    """The papers of one type: the first of them, and how many there are."""

    type_code: str
    count: int
    works: list[Work]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.works)


def rank_of_type(code: str) -> tuple[int, str]:
    """Return where papers of a type stand among those of their meeting."""
    order = [*FIRST_TYPES, *(each.code for each in types.all_types())]
    return (order.index(code) if code in order else len(order), code)


def papers_of(meeting: Meeting, held: Collection[str]) -> list[Section]:
    """Return the settled papers that a holder of tokens may read, type by type.

    As many queries for 5,000 papers as for one, and a page of bounded length.
    """
    papers = Work.objects.settled().open_to(held).filter(meeting=meeting)
    counts: dict[str, int] = dict(
        papers.order_by()
        .values("type_code")
        .annotate(number=Count("pk"))
        .values_list("type_code", "number")
    )
    if not counts:
        return []
    place = Window(
        RowNumber(),
        partition_by=[F("type_code")],
        order_by=[F("dated_on").desc(nulls_last=True), F("pk").desc()],
    )
    first = papers.order_by().annotate(place=place).filter(place__lte=SHOWN)
    keys = [work.pk for work in first.only("pk", "type_code")]
    groups: dict[str, list[Work]] = {}
    works = Work.objects.filter(pk__in=keys).with_faces()
    for work in works.prefetch_related("expressions__documents__versions"):
        groups.setdefault(work.type_code, []).append(work)
    codes = sorted(groups, key=rank_of_type)
    return [Section(code, counts[code], groups[code]) for code in codes]
