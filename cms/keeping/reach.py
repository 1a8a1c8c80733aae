"""What a package may hold: what its reader may read at that moment, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from cms.conference.models import Meeting
from cms.documents.models import Document
from cms.documents.policy import readable_files
from cms.keeping.models import Package, Packaged
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings
from cms.works.models import Work

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.works.models import WorkQuerySet

Reach = Package.Reach


def reader_of(package: Package) -> Any:
    """Return whose reading decides; None where nothing is left out."""
    if package.reach == Reach.ALL:
        return None
    return package.made_by if package.reach == Reach.OWN else AnonymousUser()


def works_open_to(reader: Any) -> WorkQuerySet:
    """Return the works that a reader may read now."""
    works: WorkQuerySet = Work.objects.all()
    return works if reader is None else works.open_to(tokens_for(reader))


def files_open_to(reader: Any) -> QuerySet[Document]:
    """Return the files that a reader may read now, attached or free-standing."""
    return Document.objects.all() if reader is None else readable_files(reader)


def meetings_open_to(reader: Any) -> QuerySet[Meeting]:
    """Return the meetings that a reader may see now."""
    if reader is None:
        return Meeting.objects.all()
    return Meeting.objects.exclude(pk__in=hidden_meetings(tokens_for(reader)))


def works_for(package: Package) -> WorkQuerySet:
    """Return the works of a package."""
    works = works_open_to(reader_of(package)).prefetch_related("access")
    return works.filter(meeting=package.meeting) if package.meeting_id else works


def files_for(package: Package) -> QuerySet[Document]:
    """Return the free-standing files of a package; those of a meeting's are none."""
    files = files_open_to(reader_of(package)).prefetch_related("versions")
    files = files.filter(expression__isnull=True)
    return files.none() if package.meeting_id else files


def meetings_for(package: Package) -> QuerySet[Meeting]:
    """Return the meetings of a package."""
    meetings = meetings_open_to(reader_of(package)).select_related("body", "host")
    return meetings.filter(pk=package.meeting_id) if package.meeting_id else meetings


def is_still_open(package: Package, reader: Any) -> bool:
    """Tell whether a reader may still read all that went into a package.

    An audience may have been narrowed since, and what was closed is not given out from
    a copy made before.
    """
    if reader is None:
        return True
    open_now: dict[str, Any] = {
        Packaged.Kind.WORK: works_open_to(reader),
        Packaged.Kind.FILE: files_open_to(reader),
        Packaged.Kind.MEETING: meetings_open_to(reader),
    }
    return not any(
        package.records.filter(kind=kind).exclude(record__in=rows.values("pk")).exists()
        for kind, rows in open_now.items()
    )
