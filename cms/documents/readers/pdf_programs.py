"""Programs in a PDF: never run here (this pdfium has no engine for them), but noted."""

import mmap
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

_NAME = b"/JavaScript"


def has_programs(document: Any, path: Path) -> bool:
    """Say whether the file brings JavaScript, in its table or at any of its actions."""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        return True
    with (
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as raw,
    ):
        return raw.find(_NAME) >= 0
