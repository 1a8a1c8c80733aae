"""Files with their versions, pictures of the site, and what the nightly check found."""

from cms.documents.models.files import (
    Document,
    DocumentPage,
    DocumentVersion,
    Image,
    Rendition,
    document_storage,
)
from cms.documents.models.fixity import FixityRound, FixityState

__all__ = [
    "Document",
    "DocumentPage",
    "DocumentVersion",
    "FixityRound",
    "FixityState",
    "Image",
    "Rendition",
    "document_storage",
]
