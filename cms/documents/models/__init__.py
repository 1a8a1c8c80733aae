"""Files with their versions, what is made from them, and what the check found."""

from cms.documents.models.bulk import FileChange, FileItem
from cms.documents.models.derived import (
    ArchivalCopy,
    Derived,
    RecognisedPage,
    Recognition,
)
from cms.documents.models.files import (
    Document,
    DocumentPage,
    DocumentVersion,
    Image,
    Rendition,
    document_storage,
)
from cms.documents.models.fixity import FixityRound, FixityState
from cms.documents.models.scans import VersionScan
from cms.documents.models.uploads import Upload

__all__ = [
    "ArchivalCopy",
    "Derived",
    "Document",
    "DocumentPage",
    "DocumentVersion",
    "FileChange",
    "FileItem",
    "FixityRound",
    "FixityState",
    "Image",
    "RecognisedPage",
    "Recognition",
    "Rendition",
    "Upload",
    "VersionScan",
    "document_storage",
]
