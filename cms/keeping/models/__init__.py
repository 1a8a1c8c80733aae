"""Archive packages, and what is kept for how long."""

from cms.keeping.models.erasures import Erasure
from cms.keeping.models.packages import Package, Packaged
from cms.keeping.models.retention import ItemRetention, Keep, RetentionClass, Review

__all__ = [
    "Erasure",
    "ItemRetention",
    "Keep",
    "Package",
    "Packaged",
    "RetentionClass",
    "Review",
]
