"""What falls due on a day: asked of the records, remembered nowhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from cms.documents.models import Document
from cms.keeping.classes import FILE, table
from cms.keeping.models import ItemRetention, Keep, RetentionClass
from cms.works.fixed import FREE
from cms.works.models import Work

if TYPE_CHECKING:
    from django.db.models import QuerySet

LEAP_DAY = (2, 29)


def years_before(day: dt.date, years: int) -> dt.date:
    """Return the day so many years before; of 29 February, 28 where there is none."""
    year = max(day.year - years, dt.MINYEAR)
    if (day.month, day.day) == LEAP_DAY:
        try:
            return day.replace(year=year)
        except ValueError:
            return day.replace(year=year, day=28)
    return day.replace(year=year)


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the day on which so many years have passed."""
    year = min(day.year + years, dt.MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def _not_after(names: tuple[str, ...], day: dt.date) -> Q:
    """Return that every one of these dates that is known lies on a day or before."""
    found = Q()
    for name in names:
        found &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": day})
    return found


# The latest of these begins the years: when it was dated, met about, written in.
_OF_WORK = ("dated_on", "meeting__starts_on", "meeting__ends_on", "created_at__date")
_LAST_EDIT = "expressions__page__latest_revision_created_at__date__gt"


def _by_class(
    rows: dict[str, RetentionClass], day: dt.date
) -> list[tuple[str, dt.date]]:
    return [
        (code, years_before(day, row.years))
        for code, row in rows.items()
        if row.keep != Keep.FOR_EVER and row.years
    ]


def _waits(day: dt.date) -> Q:
    """Return what somebody has said already: kept longer, or marked."""
    return Q(retention__keep_until__gte=day) | Q(retention__marked_at__isnull=False)


def works_due(day: dt.date) -> QuerySet[Work]:
    """Return works that fall due: never decided on, and older than their class says."""
    found = Q(pk__in=[])
    for code, before in _by_class(table(), day):
        of_class = Q(retention__code=code) | (
            Q(type_code=code) & (Q(retention__isnull=True) | Q(retention__code=""))
        )
        edited = Work.objects.filter(**{_LAST_EDIT: before}).values("pk")
        found |= of_class & _not_after(_OF_WORK, before) & ~Q(pk__in=edited)
    works: QuerySet[Work] = Work.objects.filter(found, state__in=FREE)
    return works.exclude(_waits(day))


def files_due(day: dt.date) -> QuerySet[Document]:
    """Return free-standing files that fall due, counted from their newest version."""
    found = Q(pk__in=[])
    for code, before in _by_class(table(), day):
        of_class = Q(retention__code=code)
        if code == FILE:
            of_class |= Q(retention__isnull=True) | Q(retention__code="")
        newer = Document.objects.filter(versions__created_at__date__gt=before)
        found |= (
            of_class & Q(created_at__date__lte=before) & ~Q(pk__in=newer.values("pk"))
        )
    return Document.objects.filter(found, expression__isnull=True).exclude(_waits(day))


class Due(NamedTuple):
    """One item of the review list: what it is, since when it is due, and why."""

    item: Work | Document
    since: dt.date
    code: str
    row: RetentionClass
    said: ItemRetention | None

    @property
    def is_work(self) -> bool:
        """Whether it is a paper, not a file."""
        return isinstance(self.item, Work)

    @property
    def is_undecided(self) -> bool:
        """Whether the Secretariat has still to decide on its class."""
        return not self.row.source


def _said(item: Any) -> ItemRetention | None:
    return getattr(item, "retention", None)


def _latest(days: list[dt.date | None]) -> dt.date:
    return max(day for day in days if day)


def due_work(work: Work, rows: dict[str, RetentionClass]) -> Due:
    """Say of a work that falls due since when, and by which class."""
    said = _said(work)
    code = (said.code if said else "") or work.type_code
    edits = [
        e.page.latest_revision_created_at
        for e in work.expressions.all()
        if e.page and e.page.latest_revision_created_at
    ]
    days = [
        work.dated_on,
        timezone.localdate(work.created_at),
        *map(timezone.localdate, edits),
    ]
    if work.meeting:
        days += [work.meeting.starts_on, work.meeting.ends_on]
    row = rows[code]
    since = years_after(_latest(days), row.years or 0)
    if said and said.keep_until:
        since = max(since, said.keep_until)
    return Due(work, since, code, row, said)


def due_file(document: Document, rows: dict[str, RetentionClass]) -> Due:
    """Say of a file that falls due since when, and by which class."""
    said = _said(document)
    code = (said.code if said else "") or FILE
    days = [timezone.localdate(document.created_at)]
    days += [timezone.localdate(v.created_at) for v in document.versions.all()]
    row = rows[code]
    since = years_after(max(days), row.years or 0)
    if said and said.keep_until:
        since = max(since, said.keep_until)
    return Due(document, since, code, row, said)
