"""The versions of a file as people read them: who, when, what, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from cms.audit.models import Event
from cms.conference.capacities import say_capacity
from cms.documents.actions import is_replaceable

if TYPE_CHECKING:
    from cms.documents.models import Document, DocumentVersion


@dataclass(frozen=True)
class Entry:
    """A version, and in which capacity it was added."""

    version: DocumentVersion
    capacity: str
    is_current: bool
    # The number of the version before it; None for the first.
    before: int | None


@dataclass(frozen=True)
class History:
    """All versions of a file, newest first."""

    document: Document
    entries: list[Entry]

    @cached_property
    def may_change(self) -> bool:
        """Tell whether the file takes a new version at all."""
        return is_replaceable(self.document)


def history_of(document: Document) -> History:
    """Return the history of a file; it costs no more for many versions."""
    versions = list(
        document.versions.select_related(
            "created_by", "restored_from", "fixity", "scan"
        ).order_by("-number")
    )
    return History(document, entries_of(document, versions))


def entries_of(document: Document, versions: list[DocumentVersion]) -> list[Entry]:
    """Return versions, newest first, with the capacities of those who added them."""
    capacities = _capacities(document)
    return [
        Entry(
            version=version,
            capacity=capacities.get(version.number, ""),
            is_current=index == 0,
            before=versions[index + 1].number if index + 1 < len(versions) else None,
        )
        for index, version in enumerate(versions)
    ]


def _capacities(document: Document) -> dict[int, str]:
    """Return in which capacity each version was added, in words."""
    said: dict[str, str] = {}
    found: dict[int, str] = {}
    verbs = ("documents.version_added", "documents.version_restored")
    events: Any = Event.objects.about(document).filter(verb__in=verbs)
    for capacity, data in events.values_list("capacity", "data"):
        if capacity not in said:
            said[capacity] = say_capacity(capacity)
        found[data.get("version", 0)] = said[capacity]
    return found
