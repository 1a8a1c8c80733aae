"""The kinds of file that are read, by what their names end with; needs nothing else."""

from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kind = Literal["txt", "docx", "pdf", "html", "odt", "rtf", "xlsx", "pptx", "eml"]

EXTENSIONS: dict[str, Kind] = {
    ".txt": "txt",
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".odt": "odt",
    ".rtf": "rtf",
    ".xlsx": "xlsx",
    ".pptx": "pptx",
    ".eml": "eml",
}
# A text that a reader goes through from its top: what the importer takes.
PAPERS: frozenset[Kind] = frozenset({"txt", "docx", "pdf", "html", "odt", "rtf"})
# Whose pages or slides have numbers that a reader sees; sheets and parts have names.
PAGED: frozenset[str] = frozenset({"pdf", "pptx"})
NAMES: dict[Kind, str | Promise] = {
    "pdf": "PDF",
    "docx": "Word (.docx)",
    "odt": "OpenDocument (.odt)",
    "rtf": "RTF",
    "xlsx": "Excel (.xlsx)",
    "pptx": "PowerPoint (.pptx)",
    "eml": _("e-mail (.eml)"),
    "html": _("web page (.html)"),
    "txt": _("plain text (.txt)"),
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "eml": "message/rfc822",
}
"""What a browser is told; web pages are given as bytes, so that none is shown."""


def in_words(kinds: frozenset[Kind] | None = None) -> str:
    """Name the kinds for a person, all or these: `PDF, Word (.docx), …`."""
    return ", ".join(
        str(name) for kind, name in NAMES.items() if kinds is None or kind in kinds
    )
