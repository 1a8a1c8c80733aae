"""Small pictures of a PDF's pages, for lists and for the reader."""

from pathlib import Path
from typing import Any

import pypdfium2

MAX_SIDE = 480
MAX_PICTURES = 50


def picture_of(document: Any, index: int, folder: Path) -> str | None:
    """Write one page as WebP into `folder` and give the file's name, or None."""
    name = f"page-{index + 1:04d}.webp"
    try:
        page = document[index]
        try:
            width, height = page.get_size()
            longest = max(width, height)
            if longest <= 0:
                return None
            bitmap = page.render(scale=MAX_SIDE / longest)
            image = bitmap.to_pil().convert("RGB")
        finally:
            page.close()
        image.thumbnail((MAX_SIDE, MAX_SIDE))
        image.save(folder / name, "WEBP", quality=70, method=2)
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return None
    return name
