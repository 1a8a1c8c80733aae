"""Works, their texts, and who may read them."""

from cms.works.models.access import Access, Grant, MeetingAudience, Release
from cms.works.models.collections import CollectionEntry, CuratedCollection
from cms.works.models.texts import FROZEN, Expression, Paragraph
from cms.works.models.works import Work, WorkAudience, WorkQuerySet

__all__ = [
    "FROZEN",
    "Access",
    "CollectionEntry",
    "CuratedCollection",
    "Expression",
    "Grant",
    "MeetingAudience",
    "Paragraph",
    "Release",
    "Work",
    "WorkAudience",
    "WorkQuerySet",
]
