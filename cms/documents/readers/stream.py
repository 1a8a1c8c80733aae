"""The child process: reads one file and says what it read, page by page, as JSON."""

import argparse
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import pdf, pictures
from .detect import kind_of, read
from .errors import UnreadableFile
from .words import Words, mended

MAX_OUTPUT = 512 * 1024 * 1024

Record = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Run as `python -m cms.documents.extraction`; needs no settings, opens no socket.

    Each record is written at once: what was read before a crash is not lost.
    """
    options = _options(arguments)
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
    else:
        _say({"end": True})
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--memory-mb", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--max-pages", type=int, required=True)
    return parser.parse_args(arguments)


def limit(memory_mb: int, seconds: int) -> None:
    """Bound this process: memory in MB, processor seconds, output; no core file."""
    size = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(record: Record) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def _records(options: argparse.Namespace) -> Iterator[Record]:
    kind = kind_of(options.path, name=options.name)
    yield {"kind": kind}
    if kind == "pdf":
        yield from _pdf(options)
    else:
        yield from _whole(options)


def _whole(options: argparse.Namespace) -> Iterator[Record]:
    found = read(options.path, name=options.name)
    notes = list(found.notes)
    if len(found.pages) > options.max_pages:
        notes.append("page_limit")
    yield {"notes": notes}
    for page in found.pages[: options.max_pages]:
        yield _page(page)


def _pdf(options: argparse.Namespace) -> Iterator[Record]:
    with pdf.opened(options.path) as document:
        pages = []
        # Of this page and those before it: each is told at once.
        words = Words()
        for page in pdf.raw_pages(document, most=options.max_pages):
            lines = page.text.split("\n")
            for line in lines:
                words.add(line)
            yield _page(page) | {"text": mended(lines, words)}
            page.lines = page.lines[:1]  # enough for the notes
            pages.append(page)
        notes = list(pdf.notes_on(pages))
        notes += pdf.file_notes(document, options.path, len(pages))
        yield {"notes": notes}
        if options.pictures:
            yield from _pictures(document, options)


def _pictures(document: Any, options: argparse.Namespace) -> Iterator[Record]:
    """Pictures come last: a page that cannot be drawn costs no text."""
    most = min(len(document), pictures.MAX_PICTURES, options.max_pages)
    missing = False
    for index in range(most):
        name = pictures.picture_of(document, index, options.pictures)
        missing = missing or name is None
        if name:
            yield {"picture": name, "of": index + 1}
    if missing:
        yield {"notes": ["no_pictures"]}


def _page(page: Any) -> Record:
    return {
        "page": page.number,
        "text": page.text,
        "width": page.width,
        "height": page.height,
        **({} if getattr(page, "readable", True) else {"readable": False}),
    }
