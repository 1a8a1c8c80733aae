"""The child process that lets Tesseract recognise the text of scanned pages."""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from . import pdf, tsv
from .errors import UnreadableFile
from .layer import turned_back
from .sheets import scale_for
from .stream import limit

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
# A4 at 300 dots has nine million; an enormous page is drawn more coarsely.
MAX_PIXELS = 20_000_000
MAX_SAID = 32 * 1024 * 1024
PROGRAM = "tesseract"
# A page less clear than this, in per cent, may lie on its side or on its head.
UPRIGHT = 60
_ROTATE = re.compile(rb"^Rotate: (90|180|270)\b", re.MULTILINE)

Record = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Run as `python -m cms.documents.readers.scans`; each page is said at once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--pages", required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--page-seconds", type=float, required=True)
    parser.add_argument("--memory-mb", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    options = parser.parse_args(arguments)
    limit(options.memory_mb, options.seconds)
    try:
        with pdf.opened(options.path) as document:
            for record in _records(document, options):
                sys.stdout.write(json.dumps(record) + "\n")
                sys.stdout.flush()
    except UnreadableFile as error:
        sys.stdout.write(json.dumps({"error": error.code}) + "\n")
    return 0


def _records(document: Any, options: argparse.Namespace) -> Iterator[Record]:
    """Give a record of each page; what fails on one does not touch the next."""
    for number in map(int, options.pages.split(",")):
        try:
            yield {"page": number} | _page(document, number, options)
        except subprocess.TimeoutExpired:
            yield {"page": number, "failed": "timeout"}
        except UnreadableFile as error:
            yield {"page": number, "failed": error.code}
        except MemoryError:
            yield {"page": number, "failed": "out_of_memory"}
        except Exception:  # noqa: BLE001 - whatever a hostile file brings about
            yield {"page": number, "failed": "crashed"}


def _page(document: Any, number: int, options: argparse.Namespace) -> Record:
    picture = options.folder / f"p{number}.png"
    try:
        width, height, dots = _drawn(document, number, picture)
        said = _recognised(picture, dots, options)
        found = tsv.parse(said, width=width, height=height)
        if 0 < found.clarity < UPRIGHT:
            found = _better_turned(found, picture, dots, options)
    finally:
        picture.unlink(missing_ok=True)
    return {
        "text": found.text,
        "words": found.words,
        "confidence": found.confidence,
        "layer": found.layer,
    }


def _better_turned(
    found: tsv.Recognised, picture: Path, dots: int, options: argparse.Namespace
) -> tsv.Recognised:
    """Read a page that was scanned sideways or upside down as it ought to lie."""
    turn = _turn(picture, dots, options)
    if not turn:
        return found
    with Image.open(picture) as lying:
        size = lying.size
        upright = lying.rotate(-turn, expand=True)
    upright.save(picture, "PNG", compress_level=1)
    said = _recognised(picture, dots, options)
    again = tsv.parse(said, width=upright.width, height=upright.height)
    if again.clarity <= found.clarity:
        return found
    return replace(again, layer=turned_back(again.layer, turn, size))


def _turn(picture: Path, dots: int, options: argparse.Namespace) -> int:
    """Return by how many degrees, clockwise, a page is to be turned; 0 if unknown."""
    finished = subprocess.run(  # noqa: S603 - a fixed program, no shell
        [PROGRAM, str(picture), "stdout", "--dpi", str(dots), "--psm", "0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        timeout=options.page_seconds,
        check=False,
    )
    said = _ROTATE.search(finished.stdout)
    return int(said[1]) if said else 0


def _drawn(document: Any, number: int, picture: Path) -> tuple[int, int, int]:
    """Draw a page in grey; return its size in pixels and its dots per inch."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        wanted = width * DOTS_PER_INCH / POINTS_PER_INCH
        scale = scale_for(width, height, wanted, pixels=MAX_PIXELS)
        bitmap: pypdfium2.PdfBitmap = page.render(scale=scale, grayscale=True)
        image = bitmap.to_pil()
    finally:
        page.close()
    dots = round(scale * POINTS_PER_INCH)
    image.save(picture, "PNG", compress_level=1)
    return image.width, image.height, min(max(dots, 70), 2400)


def _recognised(picture: Path, dots: int, options: argparse.Namespace) -> str:
    """Run Tesseract over a picture; raises TimeoutExpired, UnreadableFile."""
    target = picture.with_suffix("")
    command = [PROGRAM, str(picture), str(target), "-l", options.language]
    finished = subprocess.run(  # noqa: S603 - a fixed program, no shell
        [*command, "--dpi", str(dots), "--psm", "3", "tsv"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # One thread: two pages at once are faster than one page by two threads.
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        timeout=options.page_seconds,
        check=False,
    )
    table = target.with_suffix(".tsv")
    try:
        if finished.returncode or not table.is_file():
            raise UnreadableFile("crashed")
        with table.open("rb") as said:
            return said.read(MAX_SAID).decode("utf-8", "replace")
    finally:
        table.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
