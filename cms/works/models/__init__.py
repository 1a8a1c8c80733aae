"""Works, their texts, and who may read them."""

from cms.works.models.access import Access, Grant, MeetingAudience, Release
from cms.works.models.bulk import BulkChange, BulkItem
from cms.works.models.circulated import CirculatedDraft, CirculatedText
from cms.works.models.collections import CollectionEntry, CuratedCollection
from cms.works.models.references import CrossReference
from cms.works.models.symbols import RegisteredSymbol, SymbolState
from cms.works.models.texts import Expression, Paragraph
from cms.works.models.works import Work, WorkAudience, WorkQuerySet
from cms.works.querysets import FROZEN
from cms.works.relations import Relation, RelationKind

__all__ = [
    "FROZEN",
    "Access",
    "BulkChange",
    "BulkItem",
    "CirculatedDraft",
    "CirculatedText",
    "CollectionEntry",
    "CrossReference",
    "CuratedCollection",
    "Expression",
    "Grant",
    "MeetingAudience",
    "Paragraph",
    "RegisteredSymbol",
    "Relation",
    "RelationKind",
    "Release",
    "SymbolState",
    "Work",
    "WorkAudience",
    "WorkQuerySet",
]
