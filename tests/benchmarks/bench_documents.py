"""What files cost: reading, pictures, uploads, fixity: `make bench-documents`.

Each figure stands beside the plain library's for the same work in the same run.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import bare_readers, sample_files
from tests.benchmarks.portal import ROOT
from tests.benchmarks.tables import head, say

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: dict[str, Callable[[argparse.Namespace], None]] = {}


def part(measure: Callable[[argparse.Namespace], None]) -> Callable:
    """Make a measurement one of those that can be asked for by name."""
    PARTS[measure.__name__] = measure
    return measure


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@part
def formats(options: argparse.Namespace) -> None:
    """Pages a second by format: a process apart with its start, limits and layout."""
    from cms.documents.extraction import extract
    from cms.documents.readers import EXTENSIONS

    head("format", "pages", "ours, pages/s", "bare library, pages/s", "characters kept")
    for kind, make in sample_files.MAKERS.items():
        if f".{kind}" not in EXTENSIONS:
            say(kind, "–", "not read", "–", "–")
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"paper.{kind}")
            path.write_bytes(make(options.pages))
            began = time.perf_counter()
            found = extract(path, name=path.name)
            ours = options.pages / (time.perf_counter() - began)
            bare = options.pages / timed(lambda: bare_readers.READERS[kind](path))  # noqa: B023
        kept = sum(len(page.text) for page in found.pages)
        share = kept / sample_files.characters(options.pages)
        say(kind, options.pages, f"{ours:,.0f}", f"{bare:,.0f}", f"{min(1, share):.0%}")


_LONG = """
import resource, sys, time
from pathlib import Path
from cms.documents.extraction import extract
from tests.benchmarks import bare_readers
began = time.perf_counter()
path = Path(sys.argv[2])
if sys.argv[1] == "bare":
    bare_readers.pdf(path)
    who = resource.RUSAGE_SELF
else:
    found = extract(path, name=path.name, pictures_dir=Path(sys.argv[3]))
    assert found.state == "done", found
    who = resource.RUSAGE_CHILDREN
print(time.perf_counter() - began, resource.getrusage(who).ru_maxrss / 1024)
"""


@part
def long(options: argparse.Namespace) -> None:
    """Time and memory that a long PDF takes, pictures of its pages included."""
    head(f"PDF of {options.long_pages} pages", "s", "peak memory, MB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "long.pdf")
        path.write_bytes(sample_files.pdf(options.long_pages))
        for who in ("ours", "bare"):
            done = subprocess.run(
                [sys.executable, "-c", _LONG, who, path, Path(folder, "pictures")],
                check=True,
                capture_output=True,
                text=True,
                cwd=ROOT,
            )
            seconds, megabytes = map(float, done.stdout.split())
            say(who, f"{seconds:.1f}", f"{megabytes:.0f}")


@part
def pictures(options: argparse.Namespace) -> None:
    """Pictures of pages a second, beside pypdfium2 and Pillow alone."""
    import pypdfium2

    from cms.documents.readers.pictures import MAX_SIDE, picture_of

    def bare(document: pypdfium2.PdfDocument, index: int) -> None:
        page = document[index]
        scale = MAX_SIDE / max(page.get_size())
        page.render(scale=scale).to_pil().save(io.BytesIO(), "WEBP")

    count = min(50, options.pages)
    head("pictures of", "ours, pages/s", "bare library, pages/s")
    with (
        tempfile.TemporaryDirectory() as folder,
        pypdfium2.PdfDocument(sample_files.pdf(count)) as document,
    ):
        ours = timed(
            lambda: [picture_of(document, n, Path(folder)) for n in range(count)]
        )
        plain = timed(lambda: [bare(document, n) for n in range(count)])
    say(f"{count} pages", f"{count / ours:.0f}", f"{count / plain:.0f}")


@part
def uploads(options: argparse.Namespace) -> None:
    """Files that ten people upload at once, beside a view that only writes them."""
    from tests.benchmarks.uploading import files, to_ours, to_the_peer

    papers = files(options.files)
    head(f"{len(papers)} files, {options.people} people", "files/s", "p95 ms", "failed")
    with tempfile.TemporaryDirectory() as folder:
        bare = to_the_peer(papers, options.people, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        ours, read = to_ours(papers, options.people, Path(folder))
    for who, sent in (("ours (tus)", ours), ("bare view", bare)):
        p95 = sent.percentile(0.95)
        say(who, f"{sent.per_second:.1f}", f"{p95:.0f}", sent.failures)
    say("all read by the worker", f"{len(papers) / read:.1f}", "–", "–")


@part
def ocr(options: argparse.Namespace) -> None:
    """Seconds that the recognition of a scanned page takes, beside Tesseract alone."""
    from tests.benchmarks.scanned import by_ours, by_tesseract, is_there, scan

    head(f"recognition, {options.scans} pages at 200 dots", "s a page", "right words")
    if not is_there():
        say("Tesseract is not installed", "–", "–")
        return
    with tempfile.TemporaryDirectory() as folder:
        paper = scan(options.scans, Path(folder))
        for who, read in (("ours", by_ours), ("tesseract alone", by_tesseract)):
            began = time.perf_counter()
            right = read(paper)
            seconds = (time.perf_counter() - began) / options.scans
            say(who, f"{seconds:.2f}", f"{right:.1%}")


@part
def papers(options: argparse.Namespace) -> None:
    """Import many papers, killed in the middle, gone on with, and once more."""
    from tests.benchmarks.many_papers import measure

    if not measure(options.papers):
        sys.exit("a run did not end as it has to")


def main() -> None:
    """Measure the parts that are asked for; print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; else all")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--long-pages", type=int, default=1000)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--scans", type=int, default=8)
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    import django

    django.setup()
    for name, measure in PARTS.items():
        if not options.parts or name in options.parts:
            measure(options)


if __name__ == "__main__":
    main()
