"""The child process of the page viewer: pictures and text layers of some pages."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from . import pdf
from .errors import UnreadableFile
from .layer import layer_of
from .stream import limit

# Bounds of a page that calls itself a mile long: pixels in all, and along one side.
MAX_PIXELS = 12_000_000
MAX_SIDE = 8_000

Record = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Run as `python -m cms.documents.readers.sheets`; each record is said at once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--pages", required=True)
    parser.add_argument("--widths", required=True)
    parser.add_argument("--layer", action="store_true")
    parser.add_argument("--memory-mb", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    options = parser.parse_args(arguments)
    limit(options.memory_mb, options.seconds)
    try:
        for record in _records(options):
            _say(record)
    except UnreadableFile as error:
        _say({"error": error.code})
    except MemoryError:
        _say({"error": "out_of_memory"})
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings about
        _say({"error": "crashed", "detail": type(error).__name__})
    return 0


def _say(record: Record) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def _records(options: argparse.Namespace) -> Iterator[Record]:
    widths = [int(width) for width in options.widths.split(",")]
    with pdf.opened(options.path) as document:
        for number in map(int, options.pages.split(",")):
            if number > len(document):
                continue
            page = document[number - 1]
            try:
                yield from _page(page, number, widths, options)
            finally:
                page.close()


def _page(
    page: Any, number: int, widths: list[int], options: argparse.Namespace
) -> Iterator[Record]:
    for width in widths:
        name = f"p{number}-{width}.webp"
        draw(page, width, options.folder / name)
        yield {"picture": name}
    if options.layer:
        name = f"p{number}.json"
        layer = layer_of(page)
        (options.folder / name).write_text(json.dumps(layer), encoding="utf-8")
        yield {"layer": name}


def scale_for(
    width: float, height: float, wanted: float, *, pixels: int = MAX_PIXELS
) -> float:
    """Return the scale that makes a page as wide as is wanted, within the bounds.

    Raises UnreadableFile for a page that has no size.
    """
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise UnreadableFile("broken")
    scale = wanted / width
    scale = min(scale, MAX_SIDE / width, MAX_SIDE / height)
    return float(min(scale, (pixels / (width * height)) ** 0.5))


def draw(page: Any, wanted: int, path: Path) -> None:
    """Write a page as WebP; raises PdfiumError, OSError."""
    width, height = page.get_size()
    bitmap: pypdfium2.PdfBitmap = page.render(scale=scale_for(width, height, wanted))
    image = bitmap.to_pil().convert("RGB")
    image.save(path, "WEBP", quality=60 if wanted > 400 else 50, method=4)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
