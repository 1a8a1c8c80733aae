"""How large a file may be: asked of whoever takes files in, and nobody after that."""

from __future__ import annotations

from django.conf import settings

DEFAULT_MAX_BYTES = 100 * 1024 * 1024


def largest_file() -> int:
    """Return how many bytes one file may have (``DOCUMENTS_MAX_BYTES``)."""
    return int(getattr(settings, "DOCUMENTS_MAX_BYTES", DEFAULT_MAX_BYTES))
