"""Writes a sample paper as a scanned one: pictures of its pages, and no text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from rcm_pages.demo.pdf import write_pdf

if TYPE_CHECKING:
    from rcm_pages.demo.paper import Paper

_DOTS_PER_INCH, _POINTS_PER_INCH = 150, 72
# Old paper is not quite straight on the glass.
_TILT, _PAPER = 0.4, 244


def write_scan(paper: Paper) -> bytes:
    """Return the bytes of a PDF whose pages are grey pictures, a little askew."""
    with pypdfium2.PdfDocument(write_pdf(paper)) as document:
        pages = [
            document[number]
            .render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH)
            .to_pil()
            .convert("L")
            .point(lambda grey: min(grey, _PAPER))
            .rotate(_TILT, resample=Image.Resampling.BILINEAR, fillcolor=_PAPER)
            for number in range(len(document))
        ]
    out = io.BytesIO()
    first, *others = pages
    first.save(
        out, "PDF", save_all=True, append_images=others, resolution=_DOTS_PER_INCH
    )
    return out.getvalue()
