"""Why something could not be made from a file, in words for an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cms.documents.readers.errors import message_for

if TYPE_CHECKING:
    from django.utils.functional import Promise

REASONS: dict[str, str | Promise] = {
    "no_tesseract": _("No text recognition (Tesseract) is installed on the server."),
    "no_office": _("No LibreOffice is installed on the server."),
    "not_converted": _(
        "LibreOffice wrote nothing: it could not open the file, or its part for this "
        "kind of file is not installed."
    ),
    "no_pdfa": _("What LibreOffice wrote is no PDF/A, so it was not kept."),
    "no_language": _("Tesseract has no data for the language of this file."),
}


def reason_for(code: str) -> str | Promise:
    """Give the sentence for a code; empty for none."""
    if not code:
        return ""
    return REASONS.get(code) or message_for(code)
